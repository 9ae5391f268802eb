package io.ecroperator.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The tags that say which object a repository, or the lifecycle policy on it, belongs to. A value carries the configured
 * name of the cluster, and the UID of the cluster stands beside it.
 */
public final class Ownership {

    /**
     * The key of the tag that names the EcrRepository. It goes into CreateRepository itself, so that a create whose answer
     * was lost is recognised as ours: the API has no client token.
     */
    public static final String TAG_KEY = "ecr-operator.io/owner";

    /**
     * The key of the tag that names the EcrLifecyclePolicy which has set the lifecycle policy of a repository that no
     * EcrRepository declares.
     */
    public static final String LIFECYCLE_POLICY_TAG_KEY = "ecr-operator.io/lifecycle-policy";

    /** The same of an EcrRepositoryPolicy and the repository policy. */
    public static final String REPOSITORY_POLICY_TAG_KEY = "ecr-operator.io/repository-policy";

    /** The key of the tag beside it that names the cluster, as {@link #CLUSTER_UID_TAG_KEY} does beside the others. */
    public static final String REPOSITORY_POLICY_CLUSTER_UID_TAG_KEY = "ecr-operator.io/repository-policy-cluster-uid";

    /**
     * The key of the tag that names the cluster by the UID of its namespace {@code kube-system}. It stands beside the owner
     * or the lifecycle policy and is written in the same call, so that a second cluster of the same name is noticed.
     */
    public static final String CLUSTER_UID_TAG_KEY = "ecr-operator.io/cluster-uid";

    private Ownership() {}

    /** Whether the operator alone writes tags of this key; a spec may not name it. */
    public static boolean isOurs(String tagKey) {
        return tagKey.startsWith("ecr-operator.io/");
    }

    /**
     * Whether AWS alone writes tags of this key, as CloudFormation does. No request may name it, and it does not count towards
     * the 50 tags of a resource.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html">Tag restrictions</a>
     */
    public static boolean isOfAws(String tagKey) {
        return tagKey.regionMatches(true, 0, "aws:", 0, "aws:".length());
    }

    /** The value of either tag: {@code <clusterName>/<namespace>/<name>}. */
    public static String of(String clusterName, HasMetadata object) {
        return clusterName + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
