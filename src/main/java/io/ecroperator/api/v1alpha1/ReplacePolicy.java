package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when the spec asks for something that AWS cannot change in place. */
public enum ReplacePolicy {
    /** Nothing is changed, and the conditions say so; the default. */
    @JsonProperty("Report")
    REPORT,

    /** The thing is deleted and created again. */
    @JsonProperty("Replace")
    REPLACE
}
