package io.ecroperator.api.v1alpha1;

/** Whether a tag may be pushed again, as PutImageTagMutability names it. */
public enum ImageTagMutability {
    /** A tag may be pushed again; the default of ECR. */
    MUTABLE,
    /** A tag stays what it is. */
    IMMUTABLE,
    /** Mutable, except for the tags that the filters name. */
    MUTABLE_WITH_EXCLUSION,
    /** Immutable, except for the tags that the filters name. */
    IMMUTABLE_WITH_EXCLUSION
}
