package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every document that differs from a given one in a single place: a value changed, a member or element dropped, an
 * unknown member or element added.
 */
final class Mutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Mutations() {}

    static List<JsonNode> of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> ofObject(object);
            case ArrayNode array -> ofArray(array);
            default -> List.of(changed(node));
        };
    }

    private static JsonNode changed(JsonNode value) {
        if (value.isNumber()) {
            return NODES.numberNode(value.decimalValue().add(BigDecimal.ONE));
        }
        if (value.isBoolean()) {
            return NODES.booleanNode(!value.booleanValue());
        }
        return value.isTextual() ? NODES.textNode(value.textValue() + "x") : NODES.textNode("was null");
    }

    private static List<JsonNode> ofObject(ObjectNode object) {
        List<JsonNode> mutations = new ArrayList<>();
        mutations.add(object.deepCopy().put("keyOfTomorrow", 1));
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            mutations.add(object.deepCopy().without(member.getKey()));
            for (JsonNode value : of(member.getValue())) {
                mutations.add(object.deepCopy().set(member.getKey(), value));
            }
        }
        return mutations;
    }

    private static List<JsonNode> ofArray(ArrayNode array) {
        List<JsonNode> mutations = new ArrayList<>();
        mutations.add(array.deepCopy().add("one more"));
        for (int index = 0; index < array.size(); index++) {
            ArrayNode shorter = array.deepCopy();
            shorter.remove(index);
            mutations.add(shorter);
            for (JsonNode value : of(array.get(index))) {
                ArrayNode other = array.deepCopy();
                other.set(index, value);
                mutations.add(other);
            }
        }
        return mutations;
    }
}
