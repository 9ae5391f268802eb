package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Namespaces of a ClusterExternalSecret, which needs one of its selectors or names to be met; ours has one selector. */
final class SelectedNamespaces {

    /** The label that Kubernetes gives every namespace, with its name. */
    private static final String NAME = "kubernetes.io/metadata.name";

    private SelectedNamespaces() {}

    /** Selectors of which one has to be met: one, wherever one selector can say them all. */
    static List<ObjectNode> of(JsonNode spec) {
        List<ObjectNode> selectors = new ArrayList<>();
        if (spec.path("namespaceSelector") instanceof ObjectNode selector) {
            selectors.add(selector);
        }
        spec.path("namespaceSelectors").forEach(selector -> {
            if (selector instanceof ObjectNode object) {
                selectors.add(object);
            }
        });
        if (!spec.path("namespaces").isEmpty()) {
            NavigableSet<String> names = new TreeSet<>();
            spec.path("namespaces").forEach(name -> names.add(name.asText()));
            selectors.add(in(NAME, names));
        }
        List<Values> values =
                selectors.stream().flatMap(each -> Values.of(each).stream()).toList();
        boolean ofOneLabel = values.size() == selectors.size()
                && values.stream().map(Values::label).distinct().count() == 1;
        if (selectors.size() < 2 || !ofOneLabel) {
            return selectors.stream().distinct().toList();
        }
        NavigableSet<String> all = new TreeSet<>();
        values.forEach(each -> all.addAll(each.values()));
        return List.of(in(values.getFirst().label(), all));
    }

    private static ObjectNode in(String label, NavigableSet<String> values) {
        ObjectNode selector = JsonNodeFactory.instance.objectNode();
        ObjectNode expression = selector.putArray("matchExpressions").addObject();
        values.forEach(expression.put("key", label).put("operator", "In").putArray("values")::add);
        return selector;
    }

    /** What a selector by one label says. */
    private record Values(String label, NavigableSet<String> values) {

        /** Empty or one. */
        static List<Values> of(ObjectNode selector) {
            JsonNode labels = selector.path("matchLabels");
            JsonNode expressions = selector.path("matchExpressions");
            if (labels.size() + expressions.size() != 1) {
                return List.of();
            }
            if (labels.size() == 1) {
                var label = labels.properties().iterator().next();
                return List.of(new Values(
                        label.getKey(), new TreeSet<>(List.of(label.getValue().asText()))));
            }
            JsonNode expression = expressions.get(0);
            NavigableSet<String> values = new TreeSet<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            return expression.path("operator").asText().equals("In")
                    ? List.of(new Values(expression.path("key").asText(), values))
                    : List.of();
        }
    }
}
