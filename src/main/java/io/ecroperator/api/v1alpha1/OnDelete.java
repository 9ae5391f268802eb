package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the policy in ECR where an EcrLifecyclePolicy no longer stands. */
public enum OnDelete {
    /** It is removed, and then nothing expires; the default. */
    @JsonProperty("Remove")
    REMOVE,

    /** It stays in ECR as it is. */
    @JsonProperty("Leave")
    LEAVE
}
