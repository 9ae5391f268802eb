package io.ecroperator.cli.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the API server asks of {@code metadata}, whatever the kind. */
final class Metadata {

    private static final String FIELD = "metadata";

    /** Of all annotations together, keys and values, in characters. */
    private static final int LARGEST_ANNOTATIONS = 256 * 1024;

    static final Schema TEXT = scalar("string");
    private static final Schema TEXTS = object(Map.of(), Optional.of(TEXT), false);

    /** ObjectMeta as far as people write it; what the API server fills in may be anything. */
    static final Schema SCHEMA = object(
            Map.ofEntries(
                    Map.entry("name", TEXT),
                    Map.entry("generateName", TEXT),
                    Map.entry("namespace", TEXT),
                    Map.entry("labels", TEXTS),
                    Map.entry("annotations", TEXTS),
                    Map.entry("finalizers", list(TEXT)),
                    Map.entry("ownerReferences", list(object(Map.of(), Optional.empty(), true))),
                    Map.entry("managedFields", list(object(Map.of(), Optional.empty(), true))),
                    Map.entry("creationTimestamp", TEXT),
                    Map.entry("deletionTimestamp", TEXT),
                    Map.entry("deletionGracePeriodSeconds", scalar("integer")),
                    Map.entry("generation", scalar("integer")),
                    Map.entry("resourceVersion", TEXT),
                    Map.entry("selfLink", TEXT),
                    Map.entry("uid", TEXT)),
            Optional.empty(),
            false);

    private Metadata() {}

    /** The errors in metadata of the right shape. */
    static List<FieldError> errors(Map<?, ?> metadata, boolean namespaced) {
        List<FieldError> errors = new ArrayList<>();
        if (metadata.get("name") instanceof String name && !name.isEmpty()) {
            add(errors, "name", name, Names.faultsOfName(name));
        } else if (!(metadata.get("generateName") instanceof String prefix) || prefix.isEmpty()) {
            errors.add(new FieldError(
                    FieldError.Type.REQUIRED, FIELD + ".name", "Required value: name or generateName is required"));
        }
        if (namespaced && metadata.get("namespace") instanceof String namespace && !namespace.isEmpty()) {
            add(errors, "namespace", namespace, Names.faultsOfNamespace(namespace));
        }
        entries(metadata, "labels").forEach((key, value) -> {
            add(errors, "labels", key, Names.faultsOfKey(key));
            add(errors, "labels", value, Names.faultsOfLabelValue(value));
        });
        annotations(errors, entries(metadata, "annotations"));
        if (metadata.get("finalizers") instanceof List<?> finalizers) {
            finalizers.forEach(each -> add(errors, "finalizers", (String) each, Names.faultsOfKey((String) each)));
        }
        return errors;
    }

    private static void annotations(List<FieldError> errors, Map<String, String> annotations) {
        annotations
                .keySet()
                .forEach(key -> add(errors, "annotations", key, Names.faultsOfKey(key.toLowerCase(Locale.ROOT))));
        long size = annotations.entrySet().stream()
                .mapToLong(entry ->
                        entry.getKey().length() + (long) entry.getValue().length())
                .sum();
        if (size > LARGEST_ANNOTATIONS) {
            errors.add(FieldError.tooLong(FIELD + ".annotations", LARGEST_ANNOTATIONS));
        }
    }

    private static void add(List<FieldError> errors, String field, String value, List<String> faults) {
        faults.forEach(fault -> errors.add(FieldError.invalid(FIELD + "." + field, value, fault)));
    }

    private static Map<String, String> entries(Map<?, ?> metadata, String field) {
        Map<String, String> entries = new LinkedHashMap<>();
        if (metadata.get(field) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put((String) key, value == null ? "" : (String) value));
        }
        return entries;
    }

    private static Schema scalar(String type) {
        return schema(type, Map.of(), Optional.empty(), Optional.empty(), false);
    }

    private static Schema list(Schema items) {
        return schema("array", Map.of(), Optional.empty(), Optional.of(items), false);
    }

    private static Schema object(Map<String, Schema> properties, Optional<Schema> values, boolean keepsUnknown) {
        return schema("object", properties, values, Optional.empty(), keepsUnknown);
    }

    private static Schema schema(
            String type,
            Map<String, Schema> properties,
            Optional<Schema> values,
            Optional<Schema> items,
            boolean keepsUnknown) {
        return new Schema(
                type,
                properties,
                values,
                items,
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                keepsUnknown,
                Optional.empty(),
                false,
                List.of());
    }
}
