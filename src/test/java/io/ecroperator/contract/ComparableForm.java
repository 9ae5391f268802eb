package io.ecroperator.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * An answer with everything in it that two servers cannot have in common made alike: the time, digests and other made-up
 * ids, page tokens, the order of lists. Everything else is kept, also members that nobody asked about.
 */
final class ComparableForm {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern MADE_UP_KEY = Pattern.compile("(:key/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Duration ABOUT_NOW = Duration.ofMinutes(10);

    private ComparableForm() {}

    /** The form as minified JSON, with sorted keys. */
    static String of(Object answer) {
        String text = minified(sorted(json(answer)));
        return numbered(MADE_UP_KEY.matcher(text).replaceAll("$1(id)"));
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case JsonNode node -> node;
            case SdkPojo pojo -> members(pojo);
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                new TreeMap<>(map).forEach((key, member) -> object.set(String.valueOf(key), json(member)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode();
                list.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Instant instant -> JSON.textNode(time(instant));
            case Boolean flag -> JSON.booleanNode(flag);
            case Number number -> JSON.numberNode(number.longValue());
            case Optional<?> optional -> optional.map(ComparableForm::json).orElseGet(JSON::nullNode);
            default -> JSON.textNode(value.toString());
        };
    }

    private static ObjectNode members(SdkPojo pojo) {
        Map<String, JsonNode> members = new TreeMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean absent =
                    value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
            if (!absent) {
                members.put(field.memberName(), member(field.memberName(), value));
            }
        }
        ObjectNode object = JSON.objectNode();
        members.forEach(object::set);
        return object;
    }

    private static JsonNode member(String name, Object value) {
        return switch (name) {
            // AWS gives policies back in another layout and order; cases of their own ask for the text as it is.
            case "policyText", "lifecyclePolicyText" -> PolicyForm.of(value.toString());
            case "nextToken" -> JSON.textNode("(token)");
            default -> json(value);
        };
    }

    private static String time(Instant instant) {
        Duration ahead = Duration.between(Instant.now(), instant);
        if (ahead.abs().compareTo(ABOUT_NOW) < 0) {
            return "now";
        }
        Duration life = Duration.ofHours(12);
        return ahead.minus(life).abs().compareTo(ABOUT_NOW) < 0 ? "in 12 hours" : instant.toString();
    }

    /** Lists in the order of their text; no answer of ECR promises one. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(sorted(item)));
            items.sort(
                    Comparator.comparing(item -> DIGEST.matcher(minified(item)).replaceAll("(digest)")));
            return JSON.arrayNode().addAll(items);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode result = JSON.objectNode();
            object.properties().forEach(member -> result.set(member.getKey(), sorted(member.getValue())));
            return result;
        }
        return node;
    }

    /** Digests by the order in which they first appear. */
    private static String numbered(String text) {
        Map<String, Integer> numbers = new HashMap<>();
        return DIGEST.matcher(text).replaceAll(match -> {
            numbers.putIfAbsent(match.group(), numbers.size() + 1);
            return Matcher.quoteReplacement("(digest " + numbers.get(match.group()) + ")");
        });
    }

    private static String minified(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
    }
}
