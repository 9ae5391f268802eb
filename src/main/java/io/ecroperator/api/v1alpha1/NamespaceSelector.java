package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Selects namespaces by their labels, as every LabelSelector of Kubernetes does. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamespaceSelector(
        @JsonPropertyDescription("Labels that a namespace must have, with these values. Removing one selects more.")
        @Size(max = 32)
        @ValidationRule(value = NameRules.LABELS, messageExpression = NameRules.SELECTOR_MESSAGE)
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("Conditions on labels; all must hold. Removing one selects more.") @Size(max = 16)
        List<RepositorySelector.MatchExpression> matchExpressions) {

    /** The label that Kubernetes gives every namespace, with its name. */
    private static final String NAME = "kubernetes.io/metadata.name";

    /** Copies the collections, so that a selector never changes. */
    public NamespaceSelector {
        matchLabels = Copies.of(matchLabels);
        matchExpressions = Copies.of(matchExpressions);
    }

    boolean lacksNothing() {
        return new RepositorySelector(matchLabels, matchExpressions).lacksNothing();
    }

    /** Whether labels, which may be null, are selected. A selector without conditions selects everything. */
    public boolean matches(Map<String, String> labels) {
        return new RepositorySelector(matchLabels, matchExpressions).matches(labels);
    }

    /** Whether the selector names that very namespace. */
    boolean names(String namespace) {
        return (matchLabels != null && namespace.equals(matchLabels.get(NAME)))
                || (matchExpressions != null
                        && matchExpressions.stream().anyMatch(expression -> expression.names(NAME, namespace)));
    }
}
