package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No tenant can fill the memory of whoever keeps the objects: everything in a CRD that can grow has a bound. */
class CrdBoundsTest {

    /** Formats whose texts have a greatest length, and that the API server checks. */
    private static final Set<String> BOUNDED_FORMATS = Set.of("date-time");

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
