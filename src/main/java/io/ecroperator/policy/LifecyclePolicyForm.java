package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The canonical form of a lifecycle policy: rules by priority, keys in the order of the ECR user guide, tag lists as sets,
 * neither nulls nor empty tag lists (ECR refuses both, cloudposse/terraform-aws-ecr#158) nor the default storage class.
 */
final class LifecyclePolicyForm {

    private static final List<String> RULE = List.of("rulePriority", "description", "selection", "action");
    private static final List<String> SELECTION = List.of(
            "tagStatus", "tagPatternList", "tagPrefixList", "storageClass", "countType", "countUnit", "countNumber");
    private static final List<String> ACTION = List.of("type", "targetStorageClass");
    private static final List<String> TAG_LISTS = List.of("tagPatternList", "tagPrefixList");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** By number; what has none comes last. Equal priorities are refused elsewhere but must have one order here. */
    private static final Comparator<JsonNode> BY_PRIORITY = Comparator.comparing(
                    (JsonNode rule) -> rule.path("rulePriority"),
                    Comparator.comparing((JsonNode priority) -> !priority.isIntegralNumber())
                            .thenComparing(JsonNode::bigIntegerValue))
            .thenComparing(JsonTexts::write);

    private LifecyclePolicyForm() {}

    /** The canonical form of a document whose {@code rules} is a list. */
    static ObjectNode of(ObjectNode document) {
        ObjectNode form = (ObjectNode) JsonTexts.sorted(withoutNulls(document));
        List<JsonNode> rules = new ArrayList<>();
        document.path("rules").forEach(rule -> rules.add(rule(rule)));
        rules.sort(BY_PRIORITY);
        form.set("rules", NODES.arrayNode().addAll(rules));
        return JsonTexts.ordered(form, List.of("rules"));
    }

    /** The canonical form of one rule; anything that is not an object stays as it is. */
    static JsonNode rule(JsonNode node) {
        JsonNode form = JsonTexts.sorted(withoutNulls(node));
        if (!(form instanceof ObjectNode rule)) {
            return form;
        }
        if (rule.get("selection") instanceof ObjectNode selection) {
            rule.set("selection", selection(selection));
        }
        if (rule.get("action") instanceof ObjectNode action) {
            rule.set("action", JsonTexts.ordered(action, ACTION));
        }
        return JsonTexts.ordered(rule, RULE);
    }

    private static ObjectNode selection(ObjectNode selection) {
        for (String list : TAG_LISTS) {
            if (selection.get(list) instanceof ArrayNode tags) {
                if (tags.isEmpty()) {
                    selection.remove(list);
                } else {
                    selection.set(list, asSet(tags));
                }
            }
        }
        if (selection.path("storageClass").asText().equals("standard")) {
            selection.remove("storageClass");
        }
        return JsonTexts.ordered(selection, SELECTION);
    }

    /** An image must have a tag for each entry, so neither order nor repetition mean anything. */
    private static ArrayNode asSet(ArrayNode tags) {
        TreeMap<String, JsonNode> byText = new TreeMap<>();
        tags.forEach(tag -> byText.put(JsonTexts.write(tag), tag));
        return NODES.arrayNode().addAll(byText.values());
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    copy.set(member.getKey(), withoutNulls(member.getValue()));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode(array.size());
            array.forEach(element -> copy.add(withoutNulls(element)));
            return copy;
        }
        return node;
    }
}
