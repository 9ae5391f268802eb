package io.ecroperator.aws.view;

/** The parts of a repository that a listing does not carry. */
public enum DeepFacet {
    /** Tags, where the tagging API is not allowed. */
    TAGS,
    /** The repository policy. */
    REPOSITORY_POLICY,
    /** The lifecycle policy. */
    LIFECYCLE_POLICY
}
