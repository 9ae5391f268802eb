package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of three sections: what tells one from another beside its filters, and how many ECR takes. */
enum RuleKind {
    /** Quotas of Amazon ECR, "Rules per replication configuration" (25 in the service model). */
    REPLICATION(25, "PREFIX_MATCH") {
        @Override
        String group(JsonNode rule) {
            List<String> destinations = new ArrayList<>();
            rule.path("destinations")
                    .forEach(to -> destinations.add(to.path("registryId").asText() + "/"
                            + to.path("region").asText()));
            return String.join(", ", destinations.stream().distinct().sorted().toList());
        }

        @Override
        String key(String group, Optional<String> filter) {
            return filter.map(prefix -> prefix + "*").orElse(EVERY) + " to " + group;
        }
    },
    /** Service model, RegistryScanningRuleList. */
    SCANNING(2, "WILDCARD") {
        @Override
        String group(JsonNode rule) {
            return rule.path("scanFrequency").asText();
        }

        @Override
        String key(String group, Optional<String> filter) {
            return group + " " + filter.orElse("");
        }
    },
    /** Service model, SigningRuleList. */
    SIGNING(10, "WILDCARD_MATCH") {
        @Override
        String group(JsonNode rule) {
            return rule.path("signingProfileArn").asText();
        }

        @Override
        String key(String group, Optional<String> filter) {
            return filter.orElse(EVERY) + " with " + group;
        }
    };

    /** In place of a filter, which has no blank. */
    private static final String EVERY = "every repository";

    /** What one rule may have (service model, all three lists of filters). */
    static final int FILTERS = 100;

    private final int rules;
    private final String filterType;

    RuleKind(int rules, String filterType) {
        this.rules = rules;
        this.filterType = filterType;
    }

    /** How many rules ECR takes. */
    int rules() {
        return rules;
    }

    /** How filters are read. */
    String filterType() {
        return filterType;
    }

    /** The rule without its filters, in words. */
    abstract String group(JsonNode rule);

    /** The name of an entry. */
    abstract String key(String group, Optional<String> filter);

    /** The filter as a key has it; one of another type than is known here has that before it, so that it is nobody's. */
    String filter(JsonNode filter) {
        String text = filter.path("filter").asText();
        String type = filter.path("filterType").asText();
        return filterType.equals(type) ? text : type + " " + text;
    }
}
