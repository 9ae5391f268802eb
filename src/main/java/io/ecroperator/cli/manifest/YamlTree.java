package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML document as JSON, as kubectl makes it: what a plain scalar means is what <a
 * href="https://github.com/kubernetes-sigs/yaml">sigs.k8s.io/yaml</a> takes it for, so that {@code yes} is a boolean, and a date
 * and {@code 12:30} are texts. Keys are texts.
 */
final class YamlTree {

    /** Says what a plain scalar would be without a tag. */
    private static final Resolver RESOLVER = new Resolver();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final int DEEPEST = 100;
    /** More than any object has room for. A few lines of aliases of aliases stand for billions. */
    private static final int MOST_REPEATED = 100_000;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern BASED = Pattern.compile("([-+]?)0(x[0-9a-fA-F_]+|b[01_]+|o?[0-7_]+)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?");

    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int repeated;

    private YamlTree() {}

    /** The document; null of JSON if it is empty. */
    static JsonNode of(Node document) {
        return new YamlTree().of(document, 0);
    }

    private JsonNode of(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new Unfit(
                    "more than " + DEEPEST + " levels, or an alias within what it stands for", node.getStartMark());
        }
        if (node instanceof CollectionNode<?> collection && !seen.add(node)) {
            repeated += 1 + collection.getValue().size();
            if (repeated > MOST_REPEATED) {
                throw new Unfit("its aliases stand for more than " + MOST_REPEATED + " values", node.getStartMark());
            }
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                fill(object, mapping, depth);
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(of(item, depth + 1)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Unfit("something that is neither mapping, sequence nor scalar", node.getStartMark());
        };
    }

    /** What is merged in with {@code <<} does not go before what is there. */
    private void fill(ObjectNode object, MappingNode mapping, int depth) {
        for (NodeTuple entry : mapping.getValue()) {
            if (!isMerge(entry)) {
                String key = key(entry.getKeyNode());
                if (object.has(key)) {
                    throw new Unfit(
                            "the key " + key + " is there twice",
                            entry.getKeyNode().getStartMark());
                }
                object.set(key, of(entry.getValueNode(), depth + 1));
            }
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry)) {
                List<Node> sources = entry.getValueNode() instanceof SequenceNode sequence
                        ? sequence.getValue()
                        : List.of(entry.getValueNode());
                sources.forEach(source -> of(source, depth + 1)
                        .properties()
                        .forEach(each -> object.putIfAbsent(each.getKey(), each.getValue())));
            }
        }
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key
                && key.getScalarStyle() == ScalarStyle.PLAIN
                && key.getValue().equals("<<");
    }

    private static String key(Node key) {
        if (key instanceof ScalarNode scalar) {
            return scalar.getScalarStyle() == ScalarStyle.PLAIN ? scalar(scalar).asText() : scalar.getValue();
        }
        throw new Unfit("a key that is no scalar", key.getStartMark());
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN || explicitText(scalar)) {
            return JSON.textNode(text);
        }
        if (NULLS.contains(text)) {
            return JSON.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return JSON.booleanNode(TRUE.contains(text));
        }
        return mayBeNumber(text.charAt(0)) ? number(text) : JSON.textNode(text);
    }

    private static boolean mayBeNumber(char first) {
        return Character.isDigit(first) || first == '+' || first == '-' || first == '.';
    }

    /** {@code !!str 12}: without the tag it would be none. */
    private static boolean explicitText(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.STR)
                && !RESOLVER.resolve(NodeId.scalar, scalar.getValue(), true).equals(Tag.STR);
    }

    private static JsonNode number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return integer(new BigInteger(text.replace("_", "").replaceFirst("^\\+", "")));
        }
        Matcher based = BASED.matcher(text);
        if (based.matches()) {
            String digits = based.group(2).replace("_", "");
            int base = digits.startsWith("x") ? 16 : digits.startsWith("b") ? 2 : 8;
            String bare = digits.replaceFirst("^[xbo]", "");
            return bare.isEmpty()
                    ? JSON.textNode(text)
                    : integer(new BigInteger(based.group(1).replace("+", "") + bare, base));
        }
        return FLOAT.matcher(text).matches() && text.chars().anyMatch(Character::isDigit)
                ? JSON.numberNode(new BigDecimal(text.replace("_", "").replaceFirst("^\\+", "")))
                : JSON.textNode(text);
    }

    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return JSON.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }

    /** What YAML allows and JSON does not. */
    private static final class Unfit extends MarkedYAMLException {

        private static final long serialVersionUID = 1L;

        Unfit(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }
}
