package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resource tags and their limits: at most 50 per repository, keys of 1..128 and values of 0..256 characters. Keys that begin
 * with {@code aws:} are AWS's own: no request may name them, and they do not count.
 *
 * @param tags key to value, sorted by key
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html">Tagging a repository</a>
 */
record TagSet(Map<String, String> tags) {
    static final TagSet EMPTY = new TagSet(Map.of());

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    TagSet {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** {@return the tags of a request's {@code tags} list} */
    static Map<String, String> read(List<Parameters> items) {
        Map<String, String> read = new HashMap<>();
        for (Parameters item : items) {
            String key = item.required("Key");
            String value = item.required("Value");
            checkKey(key);
            if (value.length() > MAX_VALUE) {
                throw invalid("Tag value exceeds the maximum length of " + MAX_VALUE + " characters");
            }
            if (read.put(key, value) != null) {
                throw invalid("Duplicate tag key: " + key);
            }
        }
        return read;
    }

    static void checkKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw invalid("Tag key must have a length between 1 and " + MAX_KEY + " characters");
        }
        if (isOfAws(key)) {
            throw invalid("Tag keys cannot start with the reserved prefix 'aws:'");
        }
    }

    TagSet plus(Map<String, String> added) {
        Map<String, String> merged = new HashMap<>(tags);
        merged.putAll(added);
        if (merged.keySet().stream().filter(key -> !isOfAws(key)).count() > MAX_TAGS) {
            throw AwsError.of("TooManyTagsException", "A repository cannot have more than " + MAX_TAGS + " tags");
        }
        return new TagSet(merged);
    }

    TagSet minus(List<String> keys) {
        Map<String, String> rest = new HashMap<>(tags);
        keys.forEach(rest::remove);
        return new TagSet(rest);
    }

    void writeTo(ArrayNode target) {
        tags.forEach((key, value) -> target.addObject().put("Key", key).put("Value", value));
    }

    private static boolean isOfAws(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    private static AwsError invalid(String message) {
        return AwsError.of("InvalidTagParameterException", message);
    }
}
