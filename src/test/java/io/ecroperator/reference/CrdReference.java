package io.ecroperator.reference;

import static java.util.stream.Collectors.joining;

import io.ecroperator.crd.RuleSentences;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A page per kind: its fields with type, limits and description, and what the API server refuses.
 *
 * @param definitions the CRDs to describe
 */
record CrdReference(List<CustomResourceDefinition> definitions) implements ReferenceSource {

    private static final List<String> SECTIONS = List.of("spec", "status");

    @Override
    public List<ReferencePage> pages() {
        return definitions.stream().map(CrdReference::page).toList();
    }

    private static ReferencePage page(CustomResourceDefinition crd) {
        CustomResourceDefinitionNames names = crd.getSpec().getNames();
        StringBuilder page = new StringBuilder("# " + names.getKind() + "\n");
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            page.append("\n").append(root.getDescription()).append("\n\n").append(identity(crd, version));
            for (String section : SECTIONS) {
                JSONSchemaProps schema = root.getProperties().get(section);
                page.append("\n## ").append(section).append("\n\n").append(schema.getDescription());
                page.append("\n\n| Field | Type | Description |\n| --- | --- | --- |\n");
                rows(section, schema).forEach(page::append);
            }
            page.append("\n## What the API server refuses\n\n")
                    .append("Beside the types and limits above, with these messages:\n\n")
                    .append("| Field | Message |\n| --- | --- |\n");
            refusals("", root).forEach(page::append);
        }
        return new ReferencePage(names.getSingular().toLowerCase(Locale.ROOT) + ".md", page.toString());
    }

    private static String identity(CustomResourceDefinition crd, CustomResourceDefinitionVersion version) {
        CustomResourceDefinitionNames names = crd.getSpec().getNames();
        return """
                - API version: `%s/%s`, %s
                - `kubectl get`: `%s`; category `%s`
                - Columns: %s
                """.formatted(
                        crd.getSpec().getGroup(),
                        version.getName(),
                        crd.getSpec().getScope().toLowerCase(Locale.ROOT),
                        Stream.concat(Stream.of(names.getPlural()), names.getShortNames().stream())
                                .collect(joining("`, `")),
                        String.join("`, `", names.getCategories()),
                        version.getAdditionalPrinterColumns().stream()
                                .map(CrdReference::column)
                                .collect(joining(", ")));
    }

    private static String column(CustomResourceColumnDefinition column) {
        boolean wide = column.getPriority() != null && column.getPriority() > 0;
        return column.getName().toUpperCase(Locale.ROOT) + (wide ? " (`-o wide`)" : "");
    }

    private static Stream<String> rows(String parent, JSONSchemaProps schema) {
        return properties(schema).flatMap(property -> {
            String path = parent + "." + property.getKey();
            String type = type(property.getValue())
                    + (required(schema).contains(property.getKey()) ? ", required" : "")
                    + limits(property.getValue());
            String row = "| `%s` | %s | %s |\n"
                    .formatted(path, type, Table.text(property.getValue().getDescription()));
            return Stream.concat(Stream.of(row), children(path, property.getValue()));
        });
    }

    private static Stream<String> children(String path, JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            return children(path + "[]", schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            return children(path + ".*", schema.getAdditionalProperties().getSchema());
        }
        return rows(path, schema);
    }

    private static String type(JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            return "list of " + type(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            return "map of " + type(schema.getAdditionalProperties().getSchema());
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().stream()
                    .map(value -> "`" + value.asText() + "`")
                    .collect(joining(" or "));
        }
        return schema.getType();
    }

    private static String limits(JSONSchemaProps schema) {
        List<String> limits = new ArrayList<>();
        limits.add(range(schema.getMinLength(), schema.getMaxLength(), "characters"));
        limits.add(range(schema.getMinItems(), schema.getMaxItems(), "entries"));
        limits.add(range(schema.getMinProperties(), schema.getMaxProperties(), "keys"));
        limits.add(range(whole(schema.getMinimum()), whole(schema.getMaximum()), ""));
        if (schema.getItems() != null) {
            limits.add(each(schema.getItems().getSchema()));
        }
        if (schema.getAdditionalProperties() != null) {
            limits.add(each(schema.getAdditionalProperties().getSchema()));
        }
        return limits.stream().filter(limit -> !limit.isEmpty()).collect(joining());
    }

    private static String each(JSONSchemaProps schema) {
        String range = range(schema.getMinLength(), schema.getMaxLength(), "characters");
        return range.isEmpty() ? "" : range + " each";
    }

    private static String range(Long min, Long max, String unit) {
        if (min == null && max == null) {
            return "";
        }
        String range = min == null ? "at most " + max : max == null ? "at least " + min : min + " to " + max;
        return (", " + range + " " + unit).stripTrailing();
    }

    /** The bound as a whole number; none for the one that only keeps a number within its Java type. */
    private static Long whole(Double bound) {
        return bound == null || bound == Integer.MAX_VALUE ? null : bound.longValue();
    }

    private static Stream<String> refusals(String path, JSONSchemaProps schema) {
        Stream<String> own = Stream.ofNullable(schema.getXKubernetesValidations())
                .flatMap(List::stream)
                .flatMap(rule -> RuleSentences.of(rule)
                        .map(sentence -> "| `%s` | %s |\n".formatted(field(path, rule), Table.text(sentence))));
        Stream<String> below =
                properties(schema).flatMap(property -> refusals(path + "." + property.getKey(), property.getValue()));
        Stream<String> items =
                Stream.ofNullable(schema.getItems()).flatMap(list -> refusals(path + "[]", list.getSchema()));
        Stream<String> values = Stream.ofNullable(schema.getAdditionalProperties())
                .flatMap(map -> refusals(path + ".*", map.getSchema()));
        return Stream.of(own, below, items, values).flatMap(rows -> rows);
    }

    private static String field(String path, ValidationRule rule) {
        String field = path + (rule.getFieldPath() == null ? "" : rule.getFieldPath());
        return field.startsWith(".") ? field.substring(1) : field;
    }

    private static Stream<Map.Entry<String, JSONSchemaProps>> properties(JSONSchemaProps schema) {
        return Stream.ofNullable(schema.getProperties()).flatMap(properties -> properties.entrySet().stream());
    }

    private static List<String> required(JSONSchemaProps schema) {
        return schema.getRequired() == null ? List.of() : schema.getRequired();
    }
}
