package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the entries of a fragment when it is deleted. */
public enum EntryDeletionPolicy {
    /** Those that no other fragment wants are taken out of ECR; the default. */
    @JsonProperty("Delete")
    DELETE,

    /** Left in ECR as they are. */
    @JsonProperty("Retain")
    RETAIN
}
