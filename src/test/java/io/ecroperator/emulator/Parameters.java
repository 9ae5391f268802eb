package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of a request, read by the constraints of the service model. A JSON null counts as absent, as the AWS JSON
 * protocol says. A wrong JSON type is a SerializationException; a broken constraint an InvalidParameterException.
 *
 * @param path name of the enclosing structure with a trailing dot, empty at the top
 * @param body the structure
 */
record Parameters(String path, ObjectNode body) {
    static final int MAX_PAGE = 1000;
    static final int DEFAULT_PAGE = 100;

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final int NAME_MIN = 2;
    private static final int NAME_MAX = 256;

    /** {@return the required repository name, checked by length and pattern} */
    String repositoryName() {
        return checkRepositoryName("repositoryName", required("repositoryName"));
    }

    static String checkRepositoryName(String parameter, String name) {
        check(parameter, name, NAME_MIN, NAME_MAX, NAME);
        return name;
    }

    /** {@return the registryId, if the request names one} */
    Optional<String> registryId() {
        Optional<String> id = string("registryId");
        id.ifPresent(value -> checkAccount(path + "registryId", value));
        return id;
    }

    static void checkAccount(String parameter, String value) {
        if (!ACCOUNT.matcher(value).matches()) {
            throw AwsError.invalidParameter(parameter, "must satisfy regular expression '[0-9]{12}'");
        }
    }

    Optional<String> string(String name) {
        return member(name).map(node -> {
            if (!node.isTextual()) {
                throw wrongType(node, "String");
            }
            return node.textValue();
        });
    }

    Optional<String> string(String name, int min, int max) {
        Optional<String> value = string(name);
        value.ifPresent(text -> checkLength(path + name, text, min, max));
        return value;
    }

    Optional<String> matching(String name, int min, int max, Pattern pattern) {
        Optional<String> value = string(name);
        value.ifPresent(text -> check(path + name, text, min, max, pattern));
        return value;
    }

    static void check(String parameter, String text, int min, int max, Pattern pattern) {
        checkLength(parameter, text, min, max);
        if (!pattern.matcher(text).matches()) {
            throw AwsError.invalidParameter(parameter, "must satisfy regular expression '" + pattern + "'");
        }
    }

    String required(String name) {
        return string(name).orElseThrow(() -> missing(name));
    }

    Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = string(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw AwsError.invalidParameter(path + name, "must satisfy enum value set: " + allowed);
        });
        return value;
    }

    boolean flag(String name) {
        return member(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrongType(node, "Boolean");
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    Optional<Integer> integer(String name, int min, int max) {
        return member(name).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw wrongType(node, "Integer");
            }
            return checkRange(path + name, node.intValue(), min, max);
        });
    }

    Optional<Parameters> structure(String name) {
        return member(name).map(node -> structure(name, node));
    }

    private Parameters structure(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Parameters(path + name + ".", object);
        }
        throw wrongType(node, "structure");
    }

    Parameters requiredStructure(String name) {
        return structure(name).orElseThrow(() -> missing(name));
    }

    List<Parameters> requiredStructures(String name, int min, int max) {
        return structures(name, min, max).orElseThrow(() -> missing(name));
    }

    Optional<List<Parameters>> structures(String name, int min, int max) {
        return list(name, min, max).map(array -> {
            List<Parameters> items = new ArrayList<>();
            array.forEach(node -> items.add(structure(name, node)));
            return items;
        });
    }

    Optional<List<String>> strings(String name, int min, int max) {
        return list(name, min, max).map(array -> {
            List<String> items = new ArrayList<>();
            for (JsonNode node : array) {
                if (!node.isTextual()) {
                    throw wrongType(node, "String");
                }
                items.add(node.textValue());
            }
            return items;
        });
    }

    /** {@return the bytes of a blob, which travels in base64} */
    Optional<byte[]> blob(String name, int min, int max) {
        return string(name).map(text -> {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                checkLength(path + name, bytes.length, min, max);
                return bytes;
            } catch (IllegalArgumentException e) {
                throw AwsError.of("SerializationException", "Unable to decode the blob " + path + name);
            }
        });
    }

    private Optional<ArrayNode> list(String name, int min, int max) {
        return member(name).map(node -> {
            if (!(node instanceof ArrayNode array)) {
                throw wrongType(node, "List");
            }
            checkLength(path + name, array.size(), min, max);
            return array;
        });
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    AwsError missing(String name) {
        return AwsError.invalidParameter(path + name, "must not be null");
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    }

    static void checkLength(String parameter, String text, int min, int max) {
        checkLength(parameter, text.codePointCount(0, text.length()), min, max);
    }

    private static void checkLength(String parameter, int length, int min, int max) {
        if (length < min) {
            throw AwsError.invalidParameter(parameter, "must have length greater than or equal to " + min);
        }
        if (length > max) {
            throw AwsError.invalidParameter(parameter, "must have length less than or equal to " + max);
        }
    }

    private static int checkRange(String parameter, int value, int min, int max) {
        if (value < min) {
            throw AwsError.invalidParameter(parameter, "must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw AwsError.invalidParameter(parameter, "must have value less than or equal to " + max);
        }
        return value;
    }

    private static AwsError wrongType(JsonNode node, String wanted) {
        String found =
                switch (node.getNodeType()) {
                    case STRING -> "STRING_VALUE";
                    case NUMBER -> "NUMBER_VALUE";
                    case BOOLEAN -> node.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
                    case ARRAY -> "Start of list";
                    default -> "Start of structure or map";
                };
        return AwsError.of("SerializationException", found + " can not be converted to " + wanted);
    }
}
