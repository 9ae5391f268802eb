package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a thing without tags that exists before this object: only the status can say whose it is. */
public enum RecordedAdoptionPolicy {
    /** Left alone unless the status records it as this object's; the default. */
    @JsonProperty("IfOwned")
    IF_OWNED,

    /** Taken over when no other object of this cluster declares it. Other clusters and tools leave no mark. */
    @JsonProperty("IfUnowned")
    IF_UNOWNED
}
