package io.ecroperator.cli.export.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Statements as IAM has them and as specs have them: other names, and a list for each value that IAM lets stand alone. */
public final class StatementFields {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of a repository policy, the resource is always the repository. */
    private static final String RESOURCE = "Resource";

    private static final Map<String, String> FIELD_BY_ELEMENT = Map.of(
            "Sid",
            "sid",
            "Effect",
            "effect",
            "Principal",
            "principal",
            "NotPrincipal",
            "notPrincipal",
            "Action",
            "action",
            "NotAction",
            "notAction",
            RESOURCE,
            "resource",
            "Condition",
            "condition");

    private StatementFields() {}

    /** The fields of a statement; empty if a value has no place in them. Elements that have none are left out. */
    public static <T> Optional<T> typed(ObjectNode statement, Class<T> type) {
        ObjectNode fields = MAPPER.createObjectNode();
        statement.properties().forEach(element -> {
            String field = FIELD_BY_ELEMENT.get(element.getKey());
            if (field != null) {
                fields.set(field, value(element.getKey(), element.getValue()));
            }
        });
        try {
            return Optional.of(MAPPER.treeToValue(fields, type));
        } catch (JsonProcessingException noField) {
            return Optional.empty();
        }
    }

    /** The statement of typed fields, as IAM has it. */
    public static ObjectNode element(Object typed) {
        ObjectNode fields = MAPPER.valueToTree(typed);
        ObjectNode statement = MAPPER.createObjectNode();
        FIELD_BY_ELEMENT.forEach((element, field) -> {
            if (fields.has(field)) {
                statement.set(element, fields.get(field));
            }
        });
        return statement;
    }

    /** Elements that the fields of a statement of a repository policy have no place for. */
    static Set<String> unknownElements(JsonNode statement) {
        Set<String> elements = new TreeSet<>();
        statement.fieldNames().forEachRemaining(elements::add);
        elements.removeIf(element -> FIELD_BY_ELEMENT.containsKey(element) && !element.equals(RESOURCE));
        return elements;
    }

    private static JsonNode value(String element, JsonNode value) {
        return switch (element) {
            case "Principal", "NotPrincipal" -> principal(value);
            case "Action", "NotAction", RESOURCE -> list(value);
            case "Condition" -> condition(value);
            default -> value;
        };
    }

    private static JsonNode principal(JsonNode value) {
        ObjectNode kinds = MAPPER.createObjectNode();
        if (value.asText().equals("*")) {
            kinds.putArray("AWS").add("*");
            return kinds;
        }
        value.properties().forEach(kind -> kinds.set(kind.getKey(), list(kind.getValue())));
        return kinds;
    }

    private static JsonNode condition(JsonNode value) {
        ObjectNode operators = MAPPER.createObjectNode();
        value.properties().forEach(operator -> {
            ObjectNode keys = operators.putObject(operator.getKey());
            operator.getValue().properties().forEach(key -> keys.set(key.getKey(), list(key.getValue())));
        });
        return operators;
    }

    private static ArrayNode list(JsonNode value) {
        return value instanceof ArrayNode list ? list : MAPPER.createArrayNode().add(value);
    }
}
