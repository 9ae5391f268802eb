package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The body of a request in the query protocol, as structures: {@code Tags.member.1.Key=team} is the Key of the first of Tags.
 * All values are texts.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
final class QueryForm {
    private static final String LIST = "member";

    private QueryForm() {}

    static ObjectNode parse(String body) {
        ObjectNode root = Json.object();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(root, decode(pair.substring(0, equals)).split("\\.", -1), decode(pair.substring(equals + 1)));
            }
        }
        return (ObjectNode) withLists(root);
    }

    private static void put(ObjectNode root, String[] path, String value) {
        ObjectNode parent = root;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode next = parent.get(path[i]);
            parent = next instanceof ObjectNode object ? object : parent.putObject(path[i]);
        }
        parent.put(path[path.length - 1], value);
    }

    private static JsonNode withLists(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1 && node.path(LIST).isObject()) {
            List<String> indices = new ArrayList<>();
            node.path(LIST).fieldNames().forEachRemaining(indices::add);
            ArrayNode list = Json.MAPPER.createArrayNode();
            indices.stream()
                    .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                    .forEach(index -> list.add(withLists(node.path(LIST).path(index))));
            return list;
        }
        ObjectNode structure = Json.object();
        node.properties().forEach(member -> structure.set(member.getKey(), withLists(member.getValue())));
        return structure;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
