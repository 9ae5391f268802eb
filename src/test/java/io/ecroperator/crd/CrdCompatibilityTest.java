package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users have applied under a released CRD stays valid under the one of today. */
class CrdCompatibilityTest {

    private static final Path RELEASED = GeneratedCrds.DIRECTORY.resolve("released");

    private static final String KIND = "ecrrepositories.ecr-operator.io";

    static Stream<Path> releasedCrds() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releasedCrds")
    void shouldTakeWhatAReleasedCrdTook(Path released) throws IOException {
        // Given
        CustomResourceDefinition then =
                Serialization.unmarshal(Files.readString(released), CustomResourceDefinition.class);

        // When
        List<String> breaks =
                CrdCompatibility.breaks(then, current(then.getMetadata().getName()));

        // Then
        assertThat(breaks).as("what breaks users of %s", released).isEmpty();
    }

    static Stream<Arguments> changesThatBreak() {
        return Stream.of(
                change(
                        "a field that goes",
                        spec -> spec.getProperties().remove("tags"),
                        "v1alpha1.spec.tags is not there"),
                change("another type", spec -> property(spec, "repositoryName").setType("integer"), "type was string"),
                change(
                        "a shorter text",
                        spec -> property(spec, "repositoryName").setMaxLength(3L),
                        "narrower bound"),
                change(
                        "a longer minimum",
                        spec -> property(spec, "repositoryName").setMinLength(99L),
                        "narrower bound"),
                change("a new pattern", spec -> property(spec, "repositoryName").setPattern("x"), "another pattern"),
                change(
                        "another default",
                        spec -> property(spec, "deletionPolicy").setDefault(TextNode.valueOf("Retain")),
                        "default was"),
                change("a field that is required", spec -> spec.setRequired(List.of("tags")), "requires tags"),
                change(
                        "a value that goes",
                        spec -> property(spec, "deletionPolicy").getEnum().removeLast(),
                        "does not have the value"),
                change(
                        "a new rule",
                        spec -> spec.getXKubernetesValidations()
                                .add(new ValidationRuleBuilder()
                                        .withRule("has(self.tags)")
                                        .build()),
                        "has the new rule has(self.tags)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesThatBreak")
    void shouldNameWhatBreaks(String name, Consumer<JSONSchemaProps> change, String sentence) {
        // Given
        CustomResourceDefinition changed = current(KIND);
        change.accept(spec(changed));

        // When
        List<String> breaks = CrdCompatibility.breaks(current(KIND), changed);

        // Then
        assertThat(breaks).singleElement().asString().contains(sentence);
    }

    @Test
    void shouldAllowANewOptionalFieldAndAWiderOne() {
        // Given
        CustomResourceDefinition changed = current(KIND);
        spec(changed)
                .getProperties()
                .put("new", new JSONSchemaPropsBuilder().withType("string").build());
        property(spec(changed), "repositoryName").setMaxLength(9999L);

        // When
        List<String> breaks = CrdCompatibility.breaks(current(KIND), changed);

        // Then
        assertThat(breaks).isEmpty();
    }

    private static Arguments change(String name, Consumer<JSONSchemaProps> change, String sentence) {
        return Arguments.of(name, change, sentence);
    }

    private static CustomResourceDefinition current(String name) {
        return GeneratedCrds.definitions().stream()
                .filter(crd -> crd.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JSONSchemaProps spec(CustomResourceDefinition crd) {
        return crd.getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec");
    }

    private static JSONSchemaProps property(JSONSchemaProps spec, String name) {
        Map<String, JSONSchemaProps> properties = spec.getProperties();
        return properties.get(name);
    }
}
