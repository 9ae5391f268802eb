package io.ecroperator.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain values: maps, lists, texts, booleans, null, and numbers as the API server has them: {@link Long} or {@link Double}. */
public final class JsonValues {

    private JsonValues() {}

    /** A tree of Jackson's as plain values, in maps and lists that may be changed. */
    public static Object of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                List<Object> list = new ArrayList<>(array.size());
                array.forEach(item -> list.add(of(item)));
                yield list;
            }
            case JsonNode text when text.isTextual() -> text.textValue();
            case JsonNode truth when truth.isBoolean() -> truth.booleanValue();
            case JsonNode number when number.isIntegralNumber() && number.canConvertToLong() -> number.longValue();
            case JsonNode number when number.isNumber() -> number.doubleValue();
            default -> null;
        };
    }

    /** The same of an object. */
    public static Map<String, Object> object(ObjectNode object) {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(object.size());
        object.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
        return map;
    }

    /** A copy that shares no map and no list with the value. */
    static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, each) -> copy.put((String) key, copy(each)));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(each -> copy.add(copy(each)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    /** What the API server calls the type of a value, such as {@code integer}. */
    static String type(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            case String text -> "string";
            case Boolean truth -> "boolean";
            case Long number -> "integer";
            default -> "number";
        };
    }
}
