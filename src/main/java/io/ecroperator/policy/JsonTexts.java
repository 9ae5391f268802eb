package io.ecroperator.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The one place that reads and writes JSON texts of policies.
 *
 * <p>Reading is strict where Jackson is lenient: a key twice in one object is refused, since the last one would win in
 * silence, and so is anything after the end. Numbers are taken by value, so that 14, 14.0 and 1.4e1 become the same node.
 */
final class JsonTexts {

    /** Levels of objects and lists; a policy needs seven. */
    static final int MAX_DEPTH = 32;

    /** Whole numbers above this many digits stay in scientific notation, so that 1e999999999 costs no memory. */
    private static final int MAX_WHOLE_DIGITS = 40;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory PARSERS = new JsonFactory();

    private JsonTexts() {}

    /**
     * Reads one JSON object.
     *
     * @throws PolicySyntaxException when the text is anything else
     */
    static ObjectNode readObject(String text) {
        if (text == null || text.isBlank()) {
            throw new PolicySyntaxException("is empty; write a JSON object");
        }
        if (read(text) instanceof ObjectNode object) {
            return object;
        }
        throw new PolicySyntaxException("must be a JSON object");
    }

    /** The same for a tree from elsewhere, which may hold what JSON cannot. */
    static ObjectNode readObject(JsonNode tree) {
        return readObject(tree == null ? null : tree.toString());
    }

    private static JsonNode read(String text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            parser.nextToken();
            JsonNode value = value(parser, 1);
            if (parser.nextToken() != null) {
                throw at("more text after the end", parser.currentTokenLocation());
            }
            return value;
        } catch (JsonEOFException e) {
            throw at("unexpected end", e.getLocation());
        } catch (StreamConstraintsException e) {
            throw new PolicySyntaxException("is not JSON that ECR would take: a number, key or string is too long");
        } catch (JsonProcessingException e) {
            throw at("unexpected text", e.getLocation());
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw new PolicySyntaxException("is not JSON");
        }
    }

    private static JsonNode value(JsonParser parser, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw at("nested deeper than " + MAX_DEPTH + " levels", parser.currentTokenLocation());
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> NODES.textNode(wellFormed(parser.getText(), parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw at("unexpected text", parser.currentTokenLocation());
        };
    }

    private static ObjectNode object(JsonParser parser, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = wellFormed(parser.currentName(), parser);
            if (object.has(key)) {
                JsonLocation where = parser.currentTokenLocation();
                throw new PolicySyntaxException("has the key \"" + excerpt(key) + "\" twice in one object at "
                        + position(where) + "; keep one of them");
            }
            parser.nextToken();
            object.set(key, value(parser, depth + 1));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, depth + 1));
        }
        return array;
    }

    private static JsonNode number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean whole = stripped.scale() <= 0 && (long) stripped.precision() - stripped.scale() <= MAX_WHOLE_DIGITS;
        return whole ? NODES.numberNode(stripped.toBigIntegerExact()) : DecimalNode.valueOf(stripped);
    }

    /** Half a surrogate pair has no UTF-8 form: it could not be sent, and all of them would have one digest. */
    private static String wellFormed(String text, JsonParser parser) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        throw at("half a surrogate pair", parser.currentTokenLocation());
    }

    private static PolicySyntaxException at(String what, JsonLocation where) {
        return new PolicySyntaxException("is not JSON: " + what + " at " + position(where));
    }

    private static String position(JsonLocation where) {
        return where == null ? "an unknown place" : "line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private static String excerpt(String key) {
        return key.length() <= 64 ? key : key.substring(0, 64) + "…";
    }

    /** The text without white space; what {@link #readObject(String)} reads back as the same tree. */
    static String write(JsonNode node) {
        return node.toString();
    }

    /** A copy with keys in the order given, then all others sorted; values as they are. */
    static ObjectNode ordered(ObjectNode object, List<String> first) {
        ObjectNode ordered = NODES.objectNode();
        for (String key : first) {
            if (object.has(key)) {
                ordered.set(key, object.get(key));
            }
        }
        TreeMap<String, JsonNode> others = new TreeMap<>();
        object.properties().forEach(member -> others.put(member.getKey(), member.getValue()));
        others.forEach((key, value) -> {
            if (!ordered.has(key)) {
                ordered.set(key, value);
            }
        });
        return ordered;
    }

    /** A copy with the keys of every object sorted; lists keep their order, which may mean something. */
    static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), sorted(member.getValue())));
            return ordered(copy, List.of());
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode(array.size());
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    /** {@code sha256:} and 64 hexadecimal digits over the UTF-8 form. */
    static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** How long a policy is, for a message: as it would be sent, and as it was written where that was longer. */
    static String size(int sent, int written) {
        return sent + " characters without white space" + (written > sent ? " (" + written + " as written)" : "");
    }

    /** Length as AWS counts it: characters, not Java's UTF-16 units. */
    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
