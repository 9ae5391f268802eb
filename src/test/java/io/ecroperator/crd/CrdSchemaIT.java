package io.ecroperator.crd;

import static io.fabric8.kubernetes.client.dsl.base.PatchType.SERVER_SIDE_APPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.schema.FieldError;
import io.ecroperator.cli.schema.JsonValues;
import io.ecroperator.cli.schema.Judge;
import io.ecroperator.compared.Shows;
import io.ecroperator.support.AlsoOnEveryKubernetes;
import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.Kstatus;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real API server makes of the CRDs: their rules, limits, columns, and the examples. */
@AlsoOnEveryKubernetes
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdSchemaIT {

    private static final List<Path> EXAMPLES =
            List.of(Path.of("deploy", "examples"), Path.of("deploy", "argocd", "examples", "registry"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGER = "crd-schema";
    /** Whose words {@code ecr-operator validate} speaks; another minor version has others. */
    private static final String VERSION_OF_THE_WORDS = "35";

    private static final String SKIPPED_RULES = "some validation rules were not checked";

    private final List<CustomResourceDefinition> definitions = GeneratedCrds.definitions();
    private LocalCluster cluster;
    private KubernetesClient client;
    private boolean speaksTheWords;

    @BeforeAll
    void applyCrds(LocalCluster cluster) {
        this.cluster = cluster;
        try (KubernetesClient other = cluster.client()) {
            client = new KubernetesClientBuilder()
                    .withConfig(withoutRetries(other))
                    .build();
        }
        speaksTheWords = client.getKubernetesVersion().getMinor().equals(VERSION_OF_THE_WORDS);
        for (CustomResourceDefinition crd : definitions) {
            client.resource(crd).forceConflicts().serverSideApply();
            client.resource(crd).waitUntilCondition(EstablishedCrd::is, 30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @TestFactory
    @Shows("ACK-9")
    Stream<DynamicTest> shouldJudgeTheObjectAsTheFixtureSays() {
        String namespace = cluster.createNamespace("schema");
        return SchemaFixture.all().stream()
                .map(fixture -> dynamicTest(fixture.name(), () -> {
                    // Given
                    String own = writes(fixture) ? cluster.createNamespace("schema-update") : namespace;
                    fixture.before().ifPresent(before -> apply(before, own));
                    if (fixture.expectation().isStatus()) {
                        apply(withoutStatus(fixture.object()), own);
                    }

                    // When
                    KubernetesClientException refusal = catchThrowableOfType(
                            KubernetesClientException.class,
                            () -> dryRun(
                                    fixture.object(), own, fixture.expectation().isStatus()));

                    // Then
                    assertJudgement(fixture, refusal);
                    if (!fixture.expectation().isStatus() && speaksTheWords) {
                        assertSameWords(fixture, refusal);
                    }
                    if (writes(fixture)) {
                        resource(fixture.object(), own).delete();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldAcceptEveryExample() {
        String namespace = cluster.createNamespace("examples");
        return EXAMPLES.stream()
                .flatMap(directory -> SchemaFixture.entries(directory).stream())
                .flatMap(file -> SchemaFixture.objects(file).stream()
                        .map(object -> dynamicTest(
                                file.getFileName() + " " + object.getMetadata().getName(), () -> assertThat(
                                                dryRun(object, namespace, false).getKind())
                                        .isEqualTo(object.getKind()))));
    }

    @Test
    void shouldHaveAnInvalidFixtureForEveryRule() {
        // Given
        List<String> expected = SchemaFixture.all().stream()
                .flatMap(fixture -> fixture.messages().stream())
                .distinct()
                .toList();

        // When
        List<List<String>> rulesByKind =
                definitions.stream().map(CrdSchemaIT::messages).toList();

        // Then
        assertThat(rulesByKind)
                .allSatisfy(rules -> assertThat(rules).isNotEmpty().doesNotHaveDuplicates());
        // Kinds share the rules of policies.
        List<String> rules =
                rulesByKind.stream().flatMap(List::stream).distinct().toList();
        assertThat(rules).allSatisfy(rule -> assertThat(expected)
                .as("a fixture that expects: %s", rule)
                .anyMatch(rule::contains));
        assertThat(expected).allSatisfy(part -> assertThat(rules)
                .as("rules that '%s' may mean", part)
                .filteredOn(rule -> rule.contains(part))
                .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void shouldReportAnUnknownFieldWhenAskedToBeStrict() {
        // Given
        String namespace = cluster.createNamespace("strict");

        // When
        KubectlResult result =
                cluster.kubectlWithInput(UNKNOWN_FIELD, "create", "-n", namespace, "--validate=strict", "-f", "-");

        // Then
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr()).contains("unknown field \"spec.replicas\"");
    }

    @Test
    void shouldPruneAnUnknownFieldWhenNotAskedToBeStrict() {
        // Given
        String namespace = cluster.createNamespace("pruned");

        // When
        cluster.kubectlWithInput(UNKNOWN_FIELD, "create", "-n", namespace, "--validate=ignore", "-f", "-");

        // Then
        assertThat(cluster.kubectl("get", "ecrrepo/api", "-n", namespace, "-o", "jsonpath={.spec}")
                        .stdout())
                .isEqualTo("{\"tags\":{\"team\":\"a\"}}");
    }

    @Test
    void shouldPrintReadyAndReasonFirstWhenListed() {
        // Given
        String namespace = cluster.createNamespace("columns");
        cluster.kubectlWithInput(UNKNOWN_FIELD, "create", "-n", namespace, "--validate=ignore", "-f", "-");

        // When
        String narrow = cluster.kubectl("get", "ecrrepo", "-n", namespace).stdout();
        String wide =
                cluster.kubectl("get", "ecrrepo", "-n", namespace, "-o", "wide").stdout();

        // Then
        assertThat(header(narrow)).containsExactly("NAME", "READY", "REASON", "AGE");
        assertThat(header(wide)).containsExactly("NAME", "READY", "REASON", "URI", "ARN", "MESSAGE", "AGE");
    }

    @ParameterizedTest
    @CsvSource({
        "EcrRepository, ecrrepository/valid-minimal.yaml",
        "EcrLifecyclePolicy, ecrlifecyclepolicy/valid-rules.yaml",
        "EcrRepositoryPolicy, ecrrepositorypolicy/valid-statements.yaml",
        "EcrPullSecret, ecrpullsecret/valid-minimal.yaml",
        "ClusterEcrPullSecret, clusterecrpullsecret/valid-selector.yaml",
        "EcrRegistry, ecrregistry/valid-minimal.yaml",
        "EcrRegistryConfiguration, ecrregistryconfiguration/valid-minimal.yaml",
        "EcrPullThroughCacheRule, ecrpullthroughcacherule/valid-minimal.yaml",
        "EcrRepositoryCreationTemplate, ecrrepositorycreationtemplate/valid-minimal.yaml",
        "EcrPublicRepository, ecrpublicrepository/valid-minimal.yaml"
    })
    void shouldNotTakeANewObjectForCurrent(String kind, String fixture) {
        // Given
        String namespace = cluster.createNamespace("new");
        GenericKubernetesResource object = SchemaFixture.all().stream()
                .filter(each -> each.name().equals(fixture))
                .map(SchemaFixture::object)
                .findFirst()
                .orElseThrow();

        // When
        apply(object, namespace);

        // Then
        GenericKubernetesResource stored = resource(object, namespace).get();
        assertThat(stored.getKind()).isEqualTo(kind);
        assertThat(stored.getAdditionalProperties().get("status")).isEqualTo(Map.of("observedGeneration", -1));
        assertThat(Kstatus.of(stored)).isEqualTo(Kstatus.IN_PROGRESS);
        resource(object, namespace).delete();
    }

    private static boolean writes(SchemaFixture fixture) {
        return fixture.before().isPresent() || fixture.expectation().isStatus();
    }

    private static final String UNKNOWN_FIELD = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api}
            spec: {replicas: 3, tags: {team: a}}
            """;

    private static void assertJudgement(SchemaFixture fixture, KubernetesClientException refusal) {
        if (!fixture.expectation().isRefused()) {
            assertThat(refusal).as(fixture.name()).isNull();
            return;
        }
        assertThat(refusal).as(fixture.name()).isNotNull();
        assertThat(refusal.getMessage()).contains(fixture.messages());
        if (refusal.getStatus().getDetails() != null) {
            assertThat(refusal.getStatus().getDetails().getCauses())
                    .as("causes, one for each expected message")
                    .filteredOn(cause -> !isAboutSkippedRules(cause) && !isSaidAgain(cause))
                    .hasSameSizeAs(fixture.messages());
        }
    }

    /** {@code ecr-operator validate} says what the API server has just said, to the letter. */
    private void assertSameWords(SchemaFixture fixture, KubernetesClientException refusal) {
        List<FieldError> errors = definitions.stream()
                .filter(crd -> crd.getSpec()
                        .getNames()
                        .getKind()
                        .equals(fixture.object().getKind()))
                .map(crd -> Judge.of(JSON.<ObjectNode>valueToTree(crd)))
                .findFirst()
                .orElseThrow()
                .errors(values(fixture.object()), fixture.before().map(CrdSchemaIT::values));
        List<StatusCause> causes = refusal == null || refusal.getStatus().getDetails() == null
                ? List.of()
                : refusal.getStatus().getDetails().getCauses();
        if (refusal != null && causes.isEmpty()) {
            // Found while the object was read: the API server prints the value as Go sees it.
            assertThat(errors).filteredOn(error -> !error.field().isEmpty()).allSatisfy(error -> assertThat(
                            refusal.getMessage())
                    .contains(error.inWords().replaceFirst("(, got|; did you mean) .*", "")));
        } else {
            assertThat(errors)
                    .extracting(FieldError::inWords)
                    .containsExactlyInAnyOrderElementsOf(
                            causes.stream().map(CrdSchemaIT::inWords).toList());
        }
    }

    private static String inWords(StatusCause cause) {
        if (cause.getField().equals("<nil>")) {
            return cause.getMessage().replaceFirst("^Invalid value: (null: )?", "");
        }
        return cause.getField() + ": " + cause.getMessage();
    }

    private static Map<String, Object> values(GenericKubernetesResource object) {
        return JsonValues.object(JSON.<ObjectNode>valueToTree(object));
    }

    private static boolean isAboutSkippedRules(StatusCause cause) {
        return cause.getMessage().contains(SKIPPED_RULES);
    }

    /** Kubernetes 1.37 checks the format of a number beside its type and bounds, and names no field. */
    private static boolean isSaidAgain(StatusCause cause) {
        return cause.getMessage().contains("Checked value must be of type");
    }

    /** Server-side apply answers 500 to a value of the wrong type, and trying again does not mend it. */
    private static Config withoutRetries(KubernetesClient client) {
        return new ConfigBuilder(client.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    private void apply(GenericKubernetesResource object, String namespace) {
        resource(object, namespace).patch(serverSideApply().build());
    }

    private GenericKubernetesResource dryRun(GenericKubernetesResource object, String namespace, boolean status) {
        Resource<GenericKubernetesResource> resource = resource(object, namespace);
        PatchContext dryRun = serverSideApply().withDryRun(List.of("All")).build();
        return status ? resource.subresource("status").patch(dryRun) : resource.patch(dryRun);
    }

    private static PatchContext.Builder serverSideApply() {
        return new PatchContext.Builder()
                .withPatchType(SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withFieldValidation("Strict");
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object, String namespace) {
        return definitions.stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(object.getKind()))
                .findFirst()
                .map(crd -> client.genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd))
                        .inNamespace(namespace)
                        .resource(object))
                .orElseThrow();
    }

    private static GenericKubernetesResource withoutStatus(GenericKubernetesResource object) {
        GenericKubernetesResource copy = new GenericKubernetesResource();
        copy.setApiVersion(object.getApiVersion());
        copy.setKind(object.getKind());
        copy.setMetadata(object.getMetadata());
        copy.setAdditionalProperty("spec", object.getAdditionalProperties().get("spec"));
        return copy;
    }

    private static List<String> messages(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().stream()
                .flatMap(version -> rules(version.getSchema().getOpenAPIV3Schema()))
                .flatMap(RuleSentences::of)
                .toList();
    }

    private static Stream<ValidationRule> rules(JSONSchemaProps schema) {
        Stream<JSONSchemaProps> properties =
                schema.getProperties() == null ? Stream.of() : schema.getProperties().values().stream();
        Stream<JSONSchemaProps> items = Stream.ofNullable(schema.getItems()).map(list -> list.getSchema());
        Stream<JSONSchemaProps> values =
                Stream.ofNullable(schema.getAdditionalProperties()).map(map -> map.getSchema());
        return Stream.concat(
                Stream.ofNullable(schema.getXKubernetesValidations()).flatMap(List::stream),
                Stream.of(properties, items, values).flatMap(children -> children.flatMap(CrdSchemaIT::rules)));
    }

    private static List<String> header(String table) {
        return List.of(table.lines().findFirst().orElse("").split("\\s+"));
    }
}
