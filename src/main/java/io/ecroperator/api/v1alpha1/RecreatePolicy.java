package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when the repository disappears from ECR without this object being deleted. */
public enum RecreatePolicy {
    /** Created again, empty; the default. */
    @JsonProperty("Recreate")
    RECREATE,

    /** Left missing and reported. */
    @JsonProperty("Report")
    REPORT
}
