package io.ecroperator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.crd.GeneratedCrds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdReferenceTest {

    @Test
    void shouldDescribeAFieldInOneRow() {
        // When
        String page = new CrdReference(GeneratedCrds.definitions())
                .pages().stream()
                        .map(ReferencePage::markdown)
                        .filter(markdown -> markdown.startsWith("# EcrRepository\n"))
                        .findFirst()
                        .orElseThrow();

        // Then
        assertThat(page)
                .contains("| `spec.repositoryName` | string, 2 to 1024 characters | Name of the repository in ECR")
                .contains(
                        "| `spec.encryptionConfiguration.encryptionType` | `AES256` or `KMS` or `KMS_DSSE`, required |")
                .contains("| `spec.tags` | map of string, at most 200 keys, at most 256 characters each |")
                .contains("| `spec.lifecyclePolicy.rules[].rulePriority` | integer, required, at least 1 |")
                .contains(
                        "| `spec.encryptionConfiguration.kmsKey` | kmsKey goes with encryptionType KMS or KMS\\_DSSE");
    }

    @Test
    void shouldFindADescriptionOnEveryField() {
        // When
        List<String> undescribed = GeneratedCrds.definitions().stream()
                .flatMap(crd -> undescribed(crd))
                .toList();

        // Then
        assertThat(undescribed).isEmpty();
    }

    private static Stream<String> undescribed(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().stream()
                .flatMap(version -> undescribed(
                        crd.getSpec().getNames().getKind(), version.getSchema().getOpenAPIV3Schema()));
    }

    private static Stream<String> undescribed(String path, JSONSchemaProps schema) {
        Stream<String> below = Stream.ofNullable(schema.getProperties())
                .flatMap(properties -> properties.entrySet().stream())
                .flatMap(property -> undescribedProperty(path, property));
        Stream<String> items =
                Stream.ofNullable(schema.getItems()).flatMap(list -> undescribed(path + "[]", list.getSchema()));
        return Stream.concat(below, items);
    }

    private static Stream<String> undescribedProperty(String path, Map.Entry<String, JSONSchemaProps> property) {
        String name = path + "." + property.getKey();
        String description = property.getValue().getDescription();
        Stream<String> own = description == null || description.isBlank() ? Stream.of(name) : Stream.of();
        return Stream.concat(own, undescribed(name, property.getValue()));
    }
}
