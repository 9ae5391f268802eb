package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No tenant can fill the memory of whoever keeps the objects: everything in a CRD that can grow has a bound. */
class CrdBoundsTest {

    /** Formats whose texts have a greatest length, and that the API server checks. */
    private static final Set<String> BOUNDED_FORMATS = Set.of("date-time");

    /** As in {@code self.all(k, size(k) <= 128 && …)}, or {@code self.all(k, k in ['AWS', …])}. */
    private static final Pattern BOUNDED_KEYS =
            Pattern.compile("\\bself\\.all\\((\\w+), (size\\(\\1\\) >= 1 && )?(size\\(\\1\\) <= \\d+|\\1 in \\[)");

    /** The same one map further in. */
    private static final Pattern BOUNDED_INNER_KEYS =
            Pattern.compile("&& self\\[\\w+]\\.all\\((\\w+), size\\(\\1\\) <= \\d+");

    static Stream<CustomResourceDefinition> definitions() {
        return GeneratedCrds.definitions().stream();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldBoundEveryStringListAndMap(CustomResourceDefinition crd) {
        // When
        List<String> unbounded = new ArrayList<>();
        crd.getSpec().getVersions().forEach(version -> {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            for (String part : List.of("spec", "status")) {
                collect(part, root.getProperties().get(part), unbounded);
            }
        });

        // Then
        assertThat(unbounded)
                .as("fields of %s without a bound", crd.getMetadata().getName())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldBoundTheKeysOfEveryMap(CustomResourceDefinition crd) {
        // When
        List<String> unbounded = new ArrayList<>();
        crd.getSpec().getVersions().forEach(version -> {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            for (String part : List.of("spec", "status")) {
                collectMaps(part, root.getProperties().get(part), unbounded);
            }
        });

        // Then
        assertThat(unbounded)
                .as("maps of %s whose keys have no bound", crd.getMetadata().getName())
                .isEmpty();
    }

    /** The schema has no word for it; a rule must begin with a bound of each key, or name all keys. */
    private static void collectMaps(String path, JSONSchemaProps schema, List<String> unbounded) {
        if (schema.getAdditionalProperties() != null) {
            JSONSchemaProps value = schema.getAdditionalProperties().getSchema();
            List<String> rules = Stream.ofNullable(schema.getXKubernetesValidations())
                    .flatMap(List::stream)
                    .map(ValidationRule::getRule)
                    .toList();
            if (rules.stream().noneMatch(rule -> BOUNDED_KEYS.matcher(rule).find())) {
                unbounded.add(path);
            }
            boolean mapOfMaps = value.getAdditionalProperties() != null;
            if (mapOfMaps
                    && rules.stream()
                            .noneMatch(rule -> BOUNDED_INNER_KEYS.matcher(rule).find())) {
                unbounded.add(path + ".*");
            }
            if (!mapOfMaps) {
                collectMaps(path + ".*", value, unbounded);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> collectMaps(path + "." + name, property, unbounded));
        }
        if (schema.getItems() != null) {
            collectMaps(path + "[]", schema.getItems().getSchema(), unbounded);
        }
    }

    private static void collect(String path, JSONSchemaProps schema, List<String> unbounded) {
        if (!isBounded(schema)) {
            unbounded.add(path + " (" + schema.getType() + ")");
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> collect(path + "." + name, property, unbounded));
        }
        if (schema.getItems() != null) {
            collect(path + "[]", schema.getItems().getSchema(), unbounded);
        }
        if (schema.getAdditionalProperties() != null) {
            collect(path + ".*", schema.getAdditionalProperties().getSchema(), unbounded);
        }
    }

    private static boolean isBounded(JSONSchemaProps schema) {
        return switch (schema.getType()) {
            case "string" ->
                schema.getMaxLength() != null
                        || (schema.getEnum() != null && !schema.getEnum().isEmpty())
                        || (schema.getFormat() != null && BOUNDED_FORMATS.contains(schema.getFormat()));
            case "array" -> schema.getMaxItems() != null;
            case "object" -> isBoundedObject(schema);
            case "integer", "boolean" -> true;
            // No type at all, or a number with a fraction: nothing here has it, and both would take more thought.
            case null, default -> false;
        };
    }

    private static boolean isBoundedObject(JSONSchemaProps schema) {
        boolean open = Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields());
        return !open && (schema.getAdditionalProperties() == null || schema.getMaxProperties() != null);
    }
}
