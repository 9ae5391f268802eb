package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to an entry of a registry's settings that is there and that no object has put there. */
public enum EntryAdoptionPolicy {
    /** Left as it is; the default. */
    @JsonProperty("IfOwned")
    IF_OWNED,

    /** Taken over. */
    @JsonProperty("IfUnowned")
    IF_UNOWNED
}
