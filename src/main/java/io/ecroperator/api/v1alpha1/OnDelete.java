package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the policy in ECR where a shared policy no longer stands. */
public enum OnDelete {
    /** It is removed; the default. */
    @JsonProperty("Remove")
    REMOVE,

    /** It stays in ECR as it is. */
    @JsonProperty("Leave")
    LEAVE
}
