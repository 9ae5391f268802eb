package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Whereto images are replicated that were there before, once for each destination. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReplicationBackfillConsent(
        @JsonPropertyDescription(
                "Destinations of rules of this object, at most 25. ECR starts one backfill for each, once the rules are in"
                        + " ECR, and sends every image that the registry replicates there, by the rules of other objects too."
                        + " Taking a destination out ends the record of its backfill, not the backfill itself; adding it again"
                        + " starts another one. [] starts none. Cannot be removed; remove backfill instead.")
        @Required
        @Size(max = 25)
        @ValidationRule(
                value = "self.all(d, self.exists_one(e, e == d))",
                message = "backfill names a destination twice: write each one once")
        List<Destination> destinations) {

    /** Copies the list, so that a consent never changes. */
    public ReplicationBackfillConsent {
        destinations = Copies.of(destinations);
    }

    /** Whether every destination is whole. */
    boolean lacksNothing() {
        return destinations != null && Whole.all(destinations, to -> to.region() != null && to.registryId() != null);
    }

    /** A registry, which a rule of the same object names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Destination(
            @JsonPropertyDescription("Region of the destination, as a rule has it. Cannot be removed.")
            @Required
            @Size(max = 25)
            String region,

            @JsonPropertyDescription("Account of the destination, as a rule has it. Cannot be removed.")
            @Required
            @Size(max = 64)
            String registryId) {}
}
