package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Selects EcrRepositories by their labels, as every <a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/">LabelSelector</a> does.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RepositorySelector(
        @JsonPropertyDescription(
                "Labels that an EcrRepository must have, with these values. Removing one selects more.")
        @Size(max = 32)
        @ValidationRule(value = NameRules.LABELS, messageExpression = NameRules.SELECTOR_MESSAGE)
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("Conditions on labels; all must hold. Removing one selects more.") @Size(max = 32)
        List<MatchExpression> matchExpressions) {

    /** Copies the collections, so that a selector never changes. */
    public RepositorySelector {
        matchLabels = Copies.of(matchLabels);
        matchExpressions = Copies.of(matchExpressions);
    }

    /** Whether labels, which may be null, are selected. A selector without conditions selects everything. */
    public boolean matches(Map<String, String> labels) {
        Map<String, String> given = labels == null ? Map.of() : labels;
        return (matchLabels == null
                        || matchLabels.entrySet().stream()
                                .allMatch(wanted -> Objects.equals(wanted.getValue(), given.get(wanted.getKey()))))
                && (matchExpressions == null
                        || matchExpressions.stream().allMatch(expression -> expression.holds(given)));
    }

    boolean lacksNothing() {
        return matchExpressions == null
                || matchExpressions.stream()
                        .allMatch(each -> each != null && each.key() != null && each.operator() != null);
    }

    /** One condition on a label. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value = "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0"
                    + " : !has(self.values) || size(self.values) == 0",
            message = "operators In and NotIn take values, Exists and DoesNotExist take none",
            fieldPath = ".values")
    public record MatchExpression(
            @JsonPropertyDescription("The label. Cannot be removed.")
            @Required
            @Size(min = 1, max = 316)
            @ValidationRule(value = NameRules.KEY_OF_LABEL, message = NameRules.KEY_MESSAGE)
            String key,

            @JsonPropertyDescription("What must hold for the label. Cannot be removed.") @Required
            Operator operator,

            @JsonPropertyDescription(
                    "The values that In and NotIn compare with. Removing one changes what is selected.")
            @Size(max = 32)
            @ValidationRule(value = NameRules.VALUES_OF_LABEL, messageExpression = NameRules.VALUES_MESSAGE)
            List<@Size(max = 63) String> values) {

        /** Copies the values, so that a condition never changes. */
        public MatchExpression {
            values = Copies.of(values);
        }

        /** Whether it asks for that value of the label. */
        boolean names(String label, String value) {
            return operator == Operator.IN && label.equals(key) && values != null && values.contains(value);
        }

        /** As Kubernetes defines it: NotIn also holds where the label is missing. */
        boolean holds(Map<String, String> labels) {
            boolean among = values != null && labels.containsKey(key) && values.contains(labels.get(key));
            return operator != null
                    && switch (operator) {
                        case IN -> among;
                        case NOT_IN -> !among;
                        case EXISTS -> labels.containsKey(key);
                        case DOES_NOT_EXIST -> !labels.containsKey(key);
                    };
        }
    }

    /** What must hold for a label. */
    public enum Operator {
        /** The label has one of the values. */
        @JsonProperty("In")
        IN,
        /** The label has none of the values, or is missing. */
        @JsonProperty("NotIn")
        NOT_IN,
        /** The label is there. */
        @JsonProperty("Exists")
        EXISTS,
        /** The label is missing. */
        @JsonProperty("DoesNotExist")
        DOES_NOT_EXIST
    }
}
