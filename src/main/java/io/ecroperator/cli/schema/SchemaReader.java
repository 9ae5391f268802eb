package io.ecroperator.cli.schema;

import io.ecroperator.cli.schema.Schema.Limit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code openAPIV3Schema}, and refuses what {@link Schema} has no place for: it would be checked by nobody. */
final class SchemaReader {

    private static final Set<String> SAYS_NOTHING = Set.of("description", "format", "title", "example", "externalDocs");

    private static final Set<String> RULE = Set.of("rule", "message", "messageExpression", "fieldPath");

    private SchemaReader() {}

    /** Throws {@link IllegalArgumentException}, which names the keyword. */
    static Schema read(Map<String, Object> node) {
        Map<String, Object> rest = new HashMap<>(node);
        rest.keySet().removeAll(SAYS_NOTHING);
        Map<String, Schema> properties = new LinkedHashMap<>();
        map(rest.remove("properties")).forEach((name, property) -> properties.put(name, read(map(property))));
        Map<Limit, Number> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            Optional.ofNullable(rest.remove(limit.keyword())).ifPresent(bound -> limits.put(limit, (Number) bound));
        }
        Optional<String> listType = text(rest.remove("x-kubernetes-list-type"));
        List<String> itemKeys = texts(rest.remove("x-kubernetes-list-map-keys"));
        boolean isTold = listType.isPresent() && !listType.get().equals("atomic");
        Schema schema = new Schema(
                text(rest.remove("type")).orElseThrow(() -> new IllegalArgumentException("a schema without type")),
                Map.copyOf(properties),
                Optional.ofNullable(rest.remove("additionalProperties")).map(values -> read(map(values))),
                Optional.ofNullable(rest.remove("items")).map(items -> read(map(items))),
                texts(rest.remove("required")),
                list(rest.remove("enum")),
                limits,
                text(rest.remove("pattern")),
                Optional.ofNullable(rest.remove("default")),
                Boolean.TRUE.equals(rest.remove("nullable")),
                Boolean.TRUE.equals(rest.remove("x-kubernetes-preserve-unknown-fields")),
                isTold ? Optional.of(itemKeys) : Optional.empty(),
                isWhole(listType, text(rest.remove("x-kubernetes-map-type"))),
                list(rest.remove("x-kubernetes-validations")).stream()
                        .map(rule -> rule(map(rule)))
                        .toList());
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("not supported in a schema: " + rest.keySet());
        }
        return schema;
    }

    /** Lists are so unless the schema says else, maps only if it says so. */
    private static boolean isWhole(Optional<String> listType, Optional<String> mapType) {
        return listType.orElse("").equals("atomic") || mapType.orElse("").equals("atomic");
    }

    private static Rule rule(Map<String, Object> rule) {
        if (!RULE.containsAll(rule.keySet())) {
            throw new IllegalArgumentException("not supported in a rule: " + rule.keySet());
        }
        return new Rule(
                (String) rule.get("rule"),
                text(rule.get("message")),
                text(rule.get("messageExpression")),
                text(rule.get("fieldPath")));
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable((String) value);
    }

    private static List<String> texts(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }

    private static List<Object> list(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object.class::cast).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // plain values have texts for keys
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
