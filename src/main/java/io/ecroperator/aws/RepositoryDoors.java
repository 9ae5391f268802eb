package io.ecroperator.aws;

/** The doors to private repositories and to what is in them; one record, since most work on a repository needs several. */
public record RepositoryDoors(
        RepositoryApi repositories,
        ResourceTagApi tags,
        RepositoryPolicyApi repositoryPolicies,
        LifecyclePolicyApi lifecyclePolicies,
        ImageApi images) {}
