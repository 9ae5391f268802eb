package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens in AWS when an object is deleted whose thing holds nothing. */
public enum DeleteOrRetain {
    /** It is deleted; the default. */
    @JsonProperty("Delete")
    DELETE,

    /** It is left as it is. */
    @JsonProperty("Retain")
    RETAIN
}
