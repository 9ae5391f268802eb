package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a fragment adds to the replication configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = ReplicationSection.KNOWN_DESTINATIONS,
        message = "backfill names a destination that no rule of this object has: add a rule with it, or take it out")
public record ReplicationSection(
        @JsonPropertyDescription(
                "The rules, at most 25; their order has no meaning. In ECR, rules of all fragments that have"
                        + " the same destinations become one with the filters of all. What is taken out here is taken out there; []"
                        + " takes all out that this object had put there. Cannot be removed; remove the whole section instead.")
        @Required
        @Size(max = 25)
        @ValidationRule(
                value = RegistryConfigurationRules.FEW_FILTERS,
                message =
                        "the rules of replication have at most 200 filters in one object: put the rest into another one")
        List<ReplicationRule> rules,

        @JsonPropertyDescription(
                "Has images replicated that were there before, once for each destination, which whoever runs the operator has to"
                        + " grant to the namespace (ecr-operator.powers.replication-backfill, or powers in the EcrRegistry)."
                        + " status.backfills and the condition DestinationReady tell how that stands. Removing it stops nothing.")
        ReplicationBackfillConsent backfill) {

    static final String KNOWN_DESTINATIONS =
            "!has(self.backfill) || self.backfill.destinations.all(d, self.rules.exists(r,"
                    + " r.destinations.exists(e, e.region == d.region && e.registryId == d.registryId)))";

    /** Copies the list, so that a section never changes. */
    public ReplicationSection {
        rules = Copies.of(rules);
    }

    /** Whether every rule, and the consent to backfills, is whole. */
    boolean lacksNothing() {
        return Whole.all(rules, ReplicationRule::lacksNothing) && (backfill == null || backfill.lacksNothing());
    }
}
