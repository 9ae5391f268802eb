package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The canonical form of an IAM resource policy: statements and value lists as sets, a list of one as its element, in one
 * {@link Spelling}.
 *
 * <p>Nothing is dropped that could narrow a statement: {@code null} and empty lists stay (and are refused by
 * {@link RepositoryPolicyGrammar}), so that a condition with a value that a template left out never becomes no condition.
 */
final class RepositoryPolicyForm {

    private static final List<String> DOCUMENT = List.of("Version", "Id", "Statement");
    private static final List<String> STATEMENT = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    /** What IAM takes a policy without Version for (IAM user guide, element Version). */
    private static final String DEFAULT_VERSION = "2008-10-17";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Spelling spelling;

    RepositoryPolicyForm(Spelling spelling) {
        this.spelling = spelling;
    }

    /** The whole document. Statement becomes a list of statements without repetitions. */
    ObjectNode document(ObjectNode document) {
        ObjectNode form = (ObjectNode) JsonTexts.sorted(document);
        if (!form.has("Version")) {
            form.put("Version", DEFAULT_VERSION);
        }
        if (document.get("Statement") instanceof ArrayNode statements) {
            form.set("Statement", statements(statements));
        } else if (document.get("Statement") instanceof ObjectNode statement) {
            form.set("Statement", NODES.arrayNode().add(statement(statement)));
        }
        return JsonTexts.ordered(form, DOCUMENT);
    }

    private ArrayNode statements(ArrayNode statements) {
        RepositoryPolicyForm folded = new RepositoryPolicyForm(Spelling.FOLDED);
        TreeMap<String, JsonNode> byMeaning = new TreeMap<>();
        for (JsonNode statement : statements) {
            byMeaning.merge(
                    JsonTexts.write(folded.statement(statement)), statement(statement), RepositoryPolicyForm::first);
        }
        return NODES.arrayNode().addAll(byMeaning.values());
    }

    /** One statement; anything that is not an object stays as it is. */
    JsonNode statement(JsonNode node) {
        if (!(JsonTexts.sorted(node) instanceof ObjectNode statement)) {
            return JsonTexts.sorted(node);
        }
        if (statement.path("Effect").isTextual()) {
            statement.put("Effect", effect(statement.get("Effect").textValue()));
        }
        for (String key : List.of("Principal", "NotPrincipal")) {
            if (statement.get(key) instanceof ObjectNode principals) {
                statement.set(key, principals(principals));
            }
        }
        for (String key : List.of("Action", "NotAction")) {
            replaceBySet(statement, key, spelling::name);
        }
        for (String key : List.of("Resource", "NotResource")) {
            replaceBySet(statement, key, UnaryOperator.identity());
        }
        if (statement.get("Condition") instanceof ObjectNode condition) {
            statement.set("Condition", condition(condition));
            if (statement.get("Condition").isEmpty()) {
                statement.remove("Condition");
            }
        }
        return JsonTexts.ordered(statement, STATEMENT);
    }

    private static String effect(String effect) {
        return switch (Spelling.FOLDED.name(effect)) {
            case "allow" -> "Allow";
            case "deny" -> "Deny";
            default -> effect;
        };
    }

    /** {@code {"AWS": "*"}} becomes {@code "*"}: "these elements are equivalent" (IAM user guide, element Principal). */
    private JsonNode principals(ObjectNode principals) {
        ObjectNode form = NODES.objectNode();
        principals.properties().forEach(type -> {
            boolean aws = type.getKey().equals("AWS");
            form.set(type.getKey(), set(type.getValue(), aws ? spelling::awsPrincipal : UnaryOperator.identity()));
        });
        boolean everybody = form.size() == 1 && form.path("AWS").asText().equals("*");
        return everybody ? TextNode.valueOf("*") : form;
    }

    /** Operators without a key hold always, and are left out. Values are strings to IAM. */
    private ObjectNode condition(ObjectNode condition) {
        ObjectNode holding = condition.deepCopy();
        holding.removeIf(keys -> keys.isObject() && keys.isEmpty());
        ObjectNode form = NODES.objectNode();
        renamed(holding).forEach((operator, keys) -> {
            if (keys instanceof ObjectNode object) {
                ObjectNode values = form.putObject(operator);
                renamed(object).forEach((key, value) -> values.set(key, set(asText(value), UnaryOperator.identity())));
            } else {
                form.set(operator, keys);
            }
        });
        return form;
    }

    /** Members by their name in this spelling; as written if two names would become one. */
    private Map<String, JsonNode> renamed(ObjectNode object) {
        Set<String> folded = object.propertyStream()
                .map(member -> Spelling.FOLDED.name(member.getKey()))
                .collect(Collectors.toSet());
        boolean distinct = folded.size() == object.size();
        TreeMap<String, JsonNode> renamed = new TreeMap<>();
        object.properties()
                .forEach(member ->
                        renamed.put(distinct ? spelling.name(member.getKey()) : member.getKey(), member.getValue()));
        return renamed;
    }

    private static JsonNode asText(JsonNode value) {
        if (value instanceof ArrayNode array) {
            ArrayNode texts = NODES.arrayNode();
            array.forEach(element -> texts.add(element.isArray() ? element : asText(element)));
            return texts;
        }
        return value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : value;
    }

    private static void replaceBySet(ObjectNode statement, String key, UnaryOperator<String> spelling) {
        if (statement.has(key)) {
            statement.set(key, set(statement.get(key), spelling));
        }
    }

    /** A value or list of values as a set, in the given spelling; one element stands alone unless it is itself a list. */
    private static JsonNode set(JsonNode value, UnaryOperator<String> spelling) {
        List<JsonNode> elements = new ArrayList<>();
        if (value instanceof ArrayNode array) {
            array.forEach(elements::add);
        } else {
            elements.add(value);
        }
        TreeMap<String, JsonNode> bySpelling = new TreeMap<>();
        for (JsonNode element : elements) {
            JsonNode spelled = element.isTextual() ? TextNode.valueOf(spelling.apply(element.textValue())) : element;
            bySpelling.put(JsonTexts.write(spelled), spelled);
        }
        boolean single =
                bySpelling.size() == 1 && !bySpelling.firstEntry().getValue().isArray();
        return single ? bySpelling.firstEntry().getValue() : NODES.arrayNode().addAll(bySpelling.values());
    }

    private static JsonNode first(JsonNode one, JsonNode other) {
        return JsonTexts.write(one).compareTo(JsonTexts.write(other)) <= 0 ? one : other;
    }
}
