package io.ecroperator.ownership;

/**
 * The tags that note a shared policy on a repository that no EcrRepository declares. Each kind of policy has its own, since
 * policies of two clusters may stand on one repository.
 *
 * @param policy the key of the tag that names the policy
 * @param clusterUid the key of the tag that names the cluster which has written that one
 */
public record PolicyTags(String policy, String clusterUid) {

    /** Of an EcrLifecyclePolicy. */
    public static final PolicyTags LIFECYCLE_POLICY =
            new PolicyTags(Ownership.LIFECYCLE_POLICY_TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY);

    /** Of an EcrRepositoryPolicy. */
    public static final PolicyTags REPOSITORY_POLICY =
            new PolicyTags(Ownership.REPOSITORY_POLICY_TAG_KEY, Ownership.REPOSITORY_POLICY_CLUSTER_UID_TAG_KEY);
}
