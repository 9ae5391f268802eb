package io.ecroperator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of the chart: a key with a comment above it is a value, one without is a group of values. */
final class DocumentedValues {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]\\w*):.*");
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode defaults;
    private final List<Value> found = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private int valueIndent = Integer.MAX_VALUE;

    private DocumentedValues(String text) {
        Map<?, ?> parsed = new KubernetesSerialization().unmarshal(text, Map.class);
        this.defaults = JSON.valueToTree(parsed);
    }

    /**
     * One value.
     *
     * @param path its keys, joined by dots
     * @param defaultValue what holds if it is not set
     * @param meaning the comment
     */
    record Value(String path, JsonNode defaultValue, String meaning) {

        /** The default as one types it. */
        String written() {
            try {
                return JSON.writeValueAsString(defaultValue);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Those of {@code values.yaml}, in its order. */
    static List<Value> read() {
        try {
            String text = Files.readString(Helm.CHART.resolve("values.yaml"));
            DocumentedValues values = new DocumentedValues(text);
            text.lines().forEach(values::take);
            return List.copyOf(values.found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        Matcher key = KEY.matcher(line);
        Matcher words = COMMENT.matcher(line);
        if (words.matches()) {
            comment.add(words.group(1));
        } else if (key.matches()) {
            take(key.group(1).length() / 2, key.group(2));
        } else if (line.isBlank()) {
            comment.clear();
        }
    }

    private void take(int depth, String key) {
        if (depth > valueIndent) {
            return; // part of a value
        }
        valueIndent = Integer.MAX_VALUE;
        path.subList(depth, path.size()).clear();
        path.add(key);
        if (!comment.isEmpty()) {
            valueIndent = depth;
            found.add(new Value(
                    String.join(".", path), defaults.at("/" + String.join("/", path)), String.join(" ", comment)));
            comment.clear();
        }
    }
}
