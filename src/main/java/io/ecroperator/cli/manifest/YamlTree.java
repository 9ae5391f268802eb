package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

    /** In characters. What is longer is no number for Go either, whose largest has 309 digits. */
    private static final int LONGEST_NUMBER = 400;

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
    private final int firstLine;
    private int repeated;

    private YamlTree(int firstLine) {
        this.firstLine = firstLine;
    }

    /**
     * A value and where it is written.
     *
     * @param value JSON's null if the document is empty
     */
    record Written(JsonNode value, Location location) {}

    /** The document, whose first line has that number, from 1. */
    static Written of(Node document, int firstLine) {
        return new YamlTree(firstLine).read(document, 0);
    }

    private Written read(Node node, int depth) {
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
            case MappingNode mapping -> mapping(mapping, depth);
            case SequenceNode sequence -> sequence(sequence, depth);
            case ScalarNode scalar -> new Written(scalar(scalar), location(scalar, Map.of()));
            default -> throw new Unfit("something that is neither mapping, sequence nor scalar", node.getStartMark());
        };
    }

    private Written sequence(SequenceNode sequence, int depth) {
        ArrayNode array = JSON.arrayNode(sequence.getValue().size());
        Map<String, Location> below = new HashMap<>();
        for (Node item : sequence.getValue()) {
            Written written = read(item, depth + 1);
            below.put("[" + array.size() + "]", written.location());
            array.add(written.value());
        }
        return new Written(array, location(sequence, below));
    }

    /** What is merged in with {@code <<} does not go before what is there. */
    private Written mapping(MappingNode mapping, int depth) {
        ObjectNode object = JSON.objectNode();
        Map<String, Location> below = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!isMerge(entry)) {
                Node keyNode = entry.getKeyNode();
                String key = key(keyNode);
                if (object.has(key)) {
                    throw new Unfit("the key " + key + " is there twice", keyNode.getStartMark());
                }
                Written written = read(entry.getValueNode(), depth + 1);
                object.set(key, written.value());
                below.put(key, location(keyNode, written.location().below()));
            }
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry)) {
                List<Node> sources = entry.getValueNode() instanceof SequenceNode sequence
                        ? sequence.getValue()
                        : List.of(entry.getValueNode());
                sources.forEach(source -> {
                    Written written = read(source, depth + 1);
                    if (!written.value().isObject()) {
                        throw new Unfit("<< takes mappings only", source.getStartMark());
                    }
                    written.value().properties().forEach(each -> object.putIfAbsent(each.getKey(), each.getValue()));
                    written.location().below().forEach(below::putIfAbsent);
                });
            }
        }
        return new Written(object, location(mapping, below));
    }

    private Location location(Node node, Map<String, Location> below) {
        Mark mark = node.getStartMark();
        return new Location(firstLine + mark.getLine(), mark.getColumn() + 1, below);
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
        if (text.length() > LONGEST_NUMBER) {
            return JSON.textNode(text);
        }
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
        if (!FLOAT.matcher(text).matches() || text.chars().noneMatch(Character::isDigit)) {
            return JSON.textNode(text);
        }
        String plain = text.replace("_", "");
        return Double.isInfinite(Double.parseDouble(plain))
                ? JSON.textNode(text)
                : JSON.numberNode(new BigDecimal(plain.replaceFirst("^\\+", "")));
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
