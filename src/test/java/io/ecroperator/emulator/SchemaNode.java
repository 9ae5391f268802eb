package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object under a schema, refusing in the words of the JSON schema validator whose messages ECR passes on. */
record SchemaNode(ObjectNode node) {
    static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrongType(node, "object");
    }

    void requireKeys(String... keys) {
        List<String> missing =
                Arrays.stream(keys).filter(key -> !node.has(key)).sorted().toList();
        if (!missing.isEmpty()) {
            throw LifecycleGrammar.refused("object has missing required properties (" + quoted(missing) + ")");
        }
    }

    void allowKeys(String... keys) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        Arrays.asList(keys).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw LifecycleGrammar.refused(
                    "object instance has properties which are not allowed by the schema: " + quoted(unknown));
        }
    }

    ArrayNode array(String key, int min, int max) {
        if (!(node.get(key) instanceof ArrayNode array)) {
            throw wrongType(node.get(key), "array");
        }
        if (array.size() < min) {
            throw LifecycleGrammar.refused(
                    "array is too short: must have at least %d elements but instance has %d elements"
                            .formatted(min, array.size()));
        }
        if (array.size() > max) {
            throw LifecycleGrammar.refused(
                    "array is too long: must have at most %d elements but instance has %d elements"
                            .formatted(max, array.size()));
        }
        return array;
    }

    /** {@return the strings of a list of at least one, or nothing if the key is absent} */
    Optional<List<String>> strings(String key) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode item : array(key, 1, Integer.MAX_VALUE)) {
            if (!item.isTextual()) {
                throw wrongType(item, "string");
            }
            if (item.textValue().isEmpty()) {
                throw LifecycleGrammar.refused("string \"\" is too short (length: 0, required minimum: 1)");
            }
            strings.add(item.textValue());
        }
        return Optional.of(strings);
    }

    Optional<String> string(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrongType(value, "string");
        }
        return Optional.of(value.textValue());
    }

    /** {@return one of the allowed strings, or nothing if the key is absent} */
    Optional<String> oneOf(String key, String... allowed) {
        Optional<String> value = string(key);
        List<String> values = List.of(allowed);
        if (value.isPresent() && !values.contains(value.get())) {
            throw LifecycleGrammar.refused("instance value (\"%s\") not found in enum (possible values: %s)"
                    .formatted(value.get(), quoted(values)));
        }
        return value;
    }

    int integer(String key, int min) {
        JsonNode value = node.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(value, "integer");
        }
        if (value.intValue() < min) {
            throw LifecycleGrammar.refused(
                    "numeric instance is lower than the required minimum (minimum: %d, found: %d)"
                            .formatted(min, value.intValue()));
        }
        return value.intValue();
    }

    private static AwsError wrongType(JsonNode node, String allowed) {
        String found =
                switch (node.getNodeType()) {
                    case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
                    case POJO, BINARY, MISSING, NULL -> "null";
                    case ARRAY -> "array";
                    case BOOLEAN -> "boolean";
                    case OBJECT -> "object";
                    case STRING -> "string";
                };
        return LifecycleGrammar.refused(
                "instance type (%s) does not match any allowed primitive type (allowed: [\"%s\"])"
                        .formatted(found, allowed));
    }

    private static String quoted(Iterable<String> keys) {
        return "[\"" + String.join("\",\"", keys) + "\"]";
    }
}
