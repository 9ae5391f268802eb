package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Rewrites documents into other texts of the same meaning, as people and ECR do; a seed makes it repeatable. */
final class RandomSpelling {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    RandomSpelling(long seed) {
        this.random = new Random(seed);
    }

    /** Any JSON with other white space, order of keys, escapes and forms of numbers. */
    String text(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private void write(JsonNode node, StringBuilder text) {
        space(text);
        if (node instanceof ObjectNode object) {
            text.append('{');
            String comma = "";
            for (Map.Entry<String, JsonNode> member : shuffled(List.copyOf(object.properties()))) {
                text.append(comma);
                write(NODES.textNode(member.getKey()), text);
                text.append(':');
                write(member.getValue(), text);
                comma = ",";
            }
            text.append('}');
        } else if (node instanceof ArrayNode array) {
            text.append('[');
            String comma = "";
            for (JsonNode element : array) {
                text.append(comma);
                write(element, text);
                comma = ",";
            }
            text.append(']');
        } else if (node.isNumber()) {
            text.append(number(node.decimalValue()));
        } else if (node.isTextual() && !node.textValue().isEmpty() && maybe()) {
            text.append('"')
                    .append(String.format("\\u%04x", (int) node.textValue().charAt(0)))
                    .append(NODES.textNode(node.textValue().substring(1))
                            .toString()
                            .substring(1));
        } else {
            text.append(node);
        }
        space(text);
    }

    private String number(BigDecimal value) {
        return switch (random.nextInt(3)) {
            case 0 -> value.toPlainString();
            case 1 -> value.setScale(value.scale() + 2).toString();
            default -> value.unscaledValue() + "e" + -value.scale();
        };
    }

    private void space(StringBuilder text) {
        text.append(List.of("", "", "", " ", "\n\t", "\r\n").get(random.nextInt(6)));
    }

    /** A lifecycle policy in other words. */
    String lifecyclePolicy(ObjectNode policy) {
        ObjectNode other = policy.deepCopy();
        ArrayNode rules = other.putArray("rules");
        for (JsonNode rule : shuffled(elements(policy.get("rules")))) {
            ObjectNode copy = rule.deepCopy();
            ObjectNode selection = copy.withObject("/selection");
            for (String list : List.of("tagPatternList", "tagPrefixList")) {
                if (selection.has(list)) {
                    selection.set(list, repeated(elements(selection.get(list))));
                } else if (maybe()) {
                    selection.set(list, maybe() ? NODES.nullNode() : NODES.arrayNode());
                }
            }
            if (!selection.has("storageClass") && maybe()) {
                selection.put("storageClass", "standard");
            }
            if (!copy.has("description") && maybe()) {
                copy.putNull("description");
            }
            rules.add(copy);
        }
        return text(other);
    }

    /** A repository policy in other words. */
    String repositoryPolicy(ObjectNode policy) {
        ObjectNode other = policy.deepCopy();
        if (!other.has("Version") && maybe()) {
            other.put("Version", "2008-10-17");
        }
        List<JsonNode> statements = new ArrayList<>();
        for (JsonNode statement : elements(policy.get("Statement"))) {
            statements.add(statement(statement.deepCopy()));
            if (random.nextInt(4) == 0) {
                statements.add(statement(statement.deepCopy()));
            }
        }
        other.set("Statement", single(shuffled(statements)));
        return text(other);
    }

    private ObjectNode statement(ObjectNode statement) {
        statement.put("Effect", recased(statement.get("Effect").textValue()));
        for (String key : Set.of("Principal", "NotPrincipal")) {
            if (statement.has(key)) {
                statement.set(key, principals(statement.get(key)));
            }
        }
        for (String key : Set.of("Action", "NotAction")) {
            if (statement.has(key)) {
                List<JsonNode> actions = new ArrayList<>();
                elements(statement.get(key))
                        .forEach(action -> actions.add(NODES.textNode(recased(action.textValue()))));
                statement.set(key, values(actions));
            }
        }
        if (statement.get("Condition") instanceof ObjectNode condition) {
            statement.set("Condition", condition(condition));
        } else if (maybe()) {
            statement.putObject("Condition");
        }
        return statement;
    }

    private JsonNode principals(JsonNode principals) {
        if (principals.isTextual()) {
            return maybe() ? principals : NODES.objectNode().set("AWS", values(List.of(principals)));
        }
        ObjectNode other = NODES.objectNode();
        principals.properties().forEach(type -> {
            List<JsonNode> members = new ArrayList<>();
            elements(type.getValue()).forEach(member -> members.add(NODES.textNode(account(member.textValue()))));
            other.set(type.getKey(), values(members));
        });
        return other;
    }

    private String account(String principal) {
        String id = principal.replaceFirst("^arn:aws:iam::([0-9]{12}):root$", "$1");
        return id.matches("[0-9]{12}") && maybe() ? "arn:aws:iam::" + id + ":root" : id;
    }

    private ObjectNode condition(ObjectNode condition) {
        ObjectNode other = NODES.objectNode();
        condition.properties().forEach(operator -> {
            ObjectNode keys = other.putObject(recased(operator.getKey()));
            operator.getValue().properties().forEach(key -> {
                List<JsonNode> members = new ArrayList<>();
                elements(key.getValue())
                        .forEach(value ->
                                members.add(value.isTextual() || maybe() ? value : NODES.textNode(value.asText())));
                keys.set(recased(key.getKey()), values(members));
            });
        });
        return other;
    }

    private String recased(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> name.toLowerCase(Locale.ROOT);
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name;
        };
    }

    private JsonNode values(List<JsonNode> values) {
        return values.size() == 1 && maybe() ? values.getFirst() : repeated(values);
    }

    private JsonNode single(List<JsonNode> elements) {
        return elements.size() == 1 && maybe()
                ? elements.getFirst()
                : NODES.arrayNode().addAll(elements);
    }

    private ArrayNode repeated(List<JsonNode> elements) {
        List<JsonNode> more = new ArrayList<>(elements);
        elements.stream().filter(element -> maybe()).forEach(more::add);
        return NODES.arrayNode().addAll(shuffled(more));
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private static List<JsonNode> elements(JsonNode value) {
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }
}
