package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the repository when this object is deleted. */
public enum DeletionPolicy {
    /** Deleted while it is empty, otherwise the deletion waits; the default. */
    @JsonProperty("Delete")
    DELETE,

    /** Left in ECR as it is. */
    @JsonProperty("Retain")
    RETAIN,

    /** Deleted together with every image in it. There is no undo. */
    @JsonProperty("DeleteWithImages")
    DELETE_WITH_IMAGES
}
