package io.ecroperator.crd;

import static io.fabric8.kubernetes.client.dsl.base.PatchType.SERVER_SIDE_APPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every block of YAML on the project's pages: it can be read, and a real API server takes each object of ours, strictly. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsInDocsIT {

    private final List<CustomResourceDefinition> definitions = GeneratedCrds.definitions();
    private final List<YamlInDocs> blocks = YamlInDocs.all();
    private KubernetesClient client;
    private String namespace;

    @BeforeAll
    void applyCrds(LocalCluster cluster) {
        client = cluster.client();
        namespace = cluster.createNamespace("docs");
        definitions.forEach(crd -> client.resource(crd).forceConflicts().serverSideApply());
        definitions.forEach(crd -> client.resource(crd).waitUntilCondition(EstablishedCrd::is, 30, TimeUnit.SECONDS));
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldBeYaml() {
        assertThat(blocks).isNotEmpty();
        return blocks.stream()
                .map(block -> dynamicTest(
                        block.name(), () -> assertThatCode(block::documents).doesNotThrowAnyException()));
    }

    @TestFactory
    Stream<DynamicTest> shouldBeTakenByTheApiServer() {
        return blocks.stream().flatMap(block -> block.objects().stream()
                .map(object -> dynamicTest(block.name() + " " + object.getKind(), () -> {
                    if (block.refusal().isPresent()) {
                        assertThatThrownBy(() -> dryRun(object))
                                .hasMessageContaining(block.refusal().get());
                    } else {
                        assertThat(dryRun(object).getKind()).isEqualTo(object.getKind());
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> shouldHaveFieldsOfTheKindThatItIsAPartOf() {
        return blocks.stream()
                .filter(block -> block.partOf().isPresent())
                .map(block -> dynamicTest(block.name(), () -> {
                    JSONSchemaProps object = schema(crd(block.partOf().get()));
                    for (JsonNode part : block.documents()) {
                        List<String> whole = unknownFields("", part, object);
                        List<String> spec =
                                unknownFields("", part, object.getProperties().get("spec"));
                        assertThat(whole.isEmpty() ? whole : spec)
                                .as("unknown fields")
                                .isEmpty();
                    }
                }));
    }

    /** The paths of fields that the schema does not have. */
    private static List<String> unknownFields(String path, JsonNode value, JSONSchemaProps schema) {
        if (value.isArray()) {
            return value.valueStream()
                    .flatMap(item ->
                            unknownFields(path + "[]", item, schema.getItems().getSchema()).stream())
                    .toList();
        }
        return value.propertyStream()
                .flatMap(field -> {
                    String here = path + "." + field.getKey();
                    JSONSchemaProps type = schema.getAdditionalProperties() != null
                            ? schema.getAdditionalProperties().getSchema()
                            : schema.getProperties() == null
                                    ? null
                                    : schema.getProperties().get(field.getKey());
                    return type == null ? Stream.of(here) : unknownFields(here, field.getValue(), type).stream();
                })
                .toList();
    }

    private static JSONSchemaProps schema(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    }

    private CustomResourceDefinition crd(String kind) {
        return definitions.stream()
                .filter(each -> each.getSpec().getNames().getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private GenericKubernetesResource dryRun(GenericKubernetesResource object) {
        CustomResourceDefinitionContext kind = CustomResourceDefinitionContext.fromCrd(crd(object.getKind()));
        PatchContext strictly = new PatchContext.Builder()
                .withPatchType(SERVER_SIDE_APPLY)
                .withFieldManager("docs")
                .withFieldValidation("Strict")
                .withDryRun(List.of("All"))
                .build();
        if (kind.getScope().equals("Cluster")) {
            return client.genericKubernetesResources(kind).resource(object).patch(strictly);
        }
        object.getMetadata().setNamespace(namespace);
        return client.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .resource(object)
                .patch(strictly);
    }
}
