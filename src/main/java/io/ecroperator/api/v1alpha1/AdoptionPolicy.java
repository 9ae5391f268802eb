package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a repository that exists before this object. */
public enum AdoptionPolicy {
    /** Taken over only when its ownership tag names this object; the default. */
    @JsonProperty("IfOwned")
    IF_OWNED,

    /** Taken over when it carries no ownership tag, or this object's. */
    @JsonProperty("IfUnowned")
    IF_UNOWNED,

    /** Taken over whatever its ownership tag says, if the operator's configuration grants that to the namespace. */
    @JsonProperty("Always")
    ALWAYS
}
