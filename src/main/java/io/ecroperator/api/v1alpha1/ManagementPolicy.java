package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the operator writes to ECR for this object. */
public enum ManagementPolicy {
    /** ECR is kept as the spec says; the default. */
    @JsonProperty("Full")
    FULL,

    /** Nothing is written; the status shows the plan that would be carried out. */
    @JsonProperty("Observe")
    OBSERVE
}
