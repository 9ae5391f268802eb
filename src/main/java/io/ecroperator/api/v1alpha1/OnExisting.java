package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens where a repository that no EcrRepository declares has a policy that somebody else has set. */
public enum OnExisting {
    /** It keeps it; the default. */
    @JsonProperty("Keep")
    KEEP,

    /** It gets this one instead, if the operator's configuration grants that to the namespace. */
    @JsonProperty("Replace")
    REPLACE
}
