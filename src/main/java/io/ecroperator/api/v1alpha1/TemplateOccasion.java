package io.ecroperator.api.v1alpha1;

/** On which occasion ECR creates a repository by a template, as CreateRepositoryCreationTemplate names it in appliedFor. */
public enum TemplateOccasion {
    /** Somebody pulls an image that a cache rule knows where to get. */
    PULL_THROUGH_CACHE,
    /** Another registry replicates an image into this one. */
    REPLICATION,
    /** Somebody pushes to a repository that is not there. */
    CREATE_ON_PUSH
}
