package io.ecroperator.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy without what AWS may change of it: layout, order of members, a list of one for its item, an account id for the
 * ARN of its root.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
final class PolicyForm {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROOT = "arn:aws:iam::([0-9]{12}):root";

    private PolicyForm() {}

    /** The policy as JSON, or the text itself if it is none. */
    static JsonNode of(String text) {
        try {
            return plain(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ArrayNode array) {
            if (array.size() == 1) {
                return plain(array.get(0));
            }
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            members.forEach(ordered::set);
            return ordered;
        }
        return node.isTextual() ? TextNode.valueOf(node.textValue().replaceAll(ROOT, "$1")) : node;
    }
}
