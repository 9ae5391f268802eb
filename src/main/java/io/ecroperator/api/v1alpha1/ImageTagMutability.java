package io.ecroperator.api.v1alpha1;

/** Whether a tag may be pushed again, as PutImageTagMutability names it. */
public enum ImageTagMutability {
    MUTABLE,
    IMMUTABLE,
    MUTABLE_WITH_EXCLUSION,
    IMMUTABLE_WITH_EXCLUSION
}
