package io.ecroperator.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The tags that say which object a repository, or the lifecycle policy on it, belongs to. A value carries the configured
 * name of the cluster, not a generated id: a cluster that is rebuilt finds its own again.
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

    private Ownership() {}

    /** The value of either tag: {@code <clusterName>/<namespace>/<name>}. */
    public static String of(String clusterName, HasMetadata object) {
        return clusterName + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
