package io.ecroperator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.publicrepository.PublicRepositoryStatusRecords;
import io.ecroperator.pullsecret.PullSecretStatusRecords;
import io.ecroperator.pullthrough.RuleStatusRecords;
import io.ecroperator.registry.RegistryStatusRecords;
import io.ecroperator.registryconfig.ConfigurationStatusRecords;
import io.ecroperator.repository.RepositoryStatusRecords;
import io.ecroperator.sharedpolicy.SharedPolicyStatusRecords;
import io.ecroperator.status.Reason;
import io.ecroperator.support.GoProgram;
import io.ecroperator.support.Kstatus;
import io.ecroperator.template.TemplateStatusRecords;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every status that the operator writes, as Argo CD's own Lua, Flux's expressions and the real kstatus judge it. {@code golden/health.txt} has a line
 * for each.
 */
class HealthIT {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "health.txt");
    private static final Path SCRIPT = Path.of("deploy", "argocd", "health.lua");
    private static final Path FLUX = Path.of("deploy", "flux", "kustomization.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** No status has these: what they stand for was written by hand, or by a version that this one does not know. */
    private static final Set<Reason> NEVER_WRITTEN = EnumSet.of(Reason.INTERNAL_ERROR, Reason.RESOLVED);

    private final GoProgram gitops = GoProgram.find("GITOPS_DIR", "gitops");

    /** What the two make of an object. */
    private record Judged(HasMetadata object, JsonNode verdict) {

        JsonNode condition(String type) {
            return JSON.<JsonNode>valueToTree(object)
                    .path("status")
                    .path("conditions")
                    .valueStream()
                    .filter(condition -> type.equals(condition.path("type").asText()))
                    .findFirst()
                    .orElse(JSON.nullNode());
        }

        boolean isSeen() {
            JsonNode whole = JSON.valueToTree(object);
            return whole.path("status")
                    .path("observedGeneration")
                    .equals(whole.path("metadata").path("generation"));
        }

        String health() {
            return verdict.path("argoCD").path("status").asText();
        }

        String message() {
            return verdict.path("argoCD").path("message").asText();
        }

        String line() {
            String conditions = Stream.of("Ready", "Stalled", "Synced")
                    .filter(type -> condition(type).isObject())
                    .map(type -> type + "=" + condition(type).path("status").asText() + "/"
                            + condition(type).path("reason").asText())
                    .collect(Collectors.joining(" "));
            return "%s %s: %s -> %s, %s"
                    .formatted(
                            object.getKind(),
                            object.getMetadata().getName(),
                            conditions,
                            health(),
                            verdict.path("kstatus").path("status").asText());
        }
    }

    @Test
    void shouldJudgeEveryStatusAsRecorded() throws IOException {
        assertThat(judged(records()).map(Judged::line).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void shouldBeAboutEveryReasonOfAStatus() {
        // Given
        Set<String> expected = Stream.of(Reason.values())
                .filter(reason -> !reason.inEventsOnly())
                .filter(reason -> !NEVER_WRITTEN.contains(reason))
                .map(Reason::label)
                .collect(Collectors.toSet());

        // When
        Set<String> reasons = records()
                .map(object -> JSON.<JsonNode>valueToTree(object).path("status").path("conditions"))
                .flatMap(JsonNode::valueStream)
                .map(condition -> condition.path("reason").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(reasons).containsAll(expected);
    }

    @Test
    void shouldTellOurOwnWords() {
        assertThat(judged(records())).allSatisfy(each -> assertThat(each.message())
                .as(each.line())
                .isIn(Stream.of("Ready", "Synced", "Stalled")
                        .map(type -> each.condition(type).path("message").asText())
                        .toList())
                .isNotBlank());
    }

    @Test
    void shouldNeverCallHealthyWhatIsNotReady() {
        assertThat(judged(records())).allSatisfy(each -> {
            if (each.health().equals("Healthy")) {
                assertThat(each.condition("Ready").path("status").asText()).isEqualTo("True");
                assertThat(each.condition("Stalled").isObject()).isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void shouldCallWhatNobodyHasSeenProgressing(HasMetadata object) {
        // When
        Judged judged = judged(Stream.of(object)).findFirst().orElseThrow();

        // Then
        assertThat(judged.health()).isEqualTo("Progressing");
        assertThat(judged.message()).isEqualTo("Waiting for ecr-operator to look at this object");
    }

    @Test
    void shouldJudgeAsTheRuleInTheTestsDoes() {
        assertThat(judged(Stream.concat(records(), unseen()))).allSatisfy(each -> assertThat(Kstatus.of(each.object()))
                .as(each.line())
                .hasToString(each.verdict()
                        .path("kstatus")
                        .path("status")
                        .asText()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT)));
    }

    /** A plan that waits for consent is what its author chose; kstatus has no word for that. */
    @Test
    void shouldBeForFluxAsForKstatusButForAPlanThatIsPending() {
        assertThat(judged(Stream.concat(records(), unseen())
                        .filter(object -> object.getKind().equals("EcrRepository"))
                        .filter(object -> object.getMetadata().getDeletionTimestamp() == null)))
                .allSatisfy(each -> assertThat(
                                each.verdict().path("flux").path("status").asText())
                        .as(each.line())
                        .isEqualTo(
                                each.condition("Ready").path("reason").asText().equals("PlanPending")
                                        ? "Current"
                                        : each.verdict()
                                                .path("kstatus")
                                                .path("status")
                                                .asText()
                                                .replace("InProgress", each.isSeen() ? "Waiting" : "InProgress")));
    }

    @Test
    void shouldHaveTheScriptForEveryKind() throws IOException {
        // When
        JsonNode data = new YAMLMapper()
                .readTree(Path.of("deploy", "argocd", "argocd-cm.yaml").toFile())
                .path("data");

        // Then
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(GeneratedCrds.definitions().stream()
                        .map(crd -> "resource.customizations.health.ecr-operator.io_"
                                + crd.getSpec().getNames().getKind())
                        .toList());
        assertThat(data).allSatisfy(script -> assertThat(script.asText()).isEqualTo(script()));
    }

    private static Stream<HasMetadata> records() {
        return Stream.of(
                        RepositoryStatusRecords.all(),
                        SharedPolicyStatusRecords.all(),
                        PullSecretStatusRecords.all(),
                        RegistryStatusRecords.all(),
                        ConfigurationStatusRecords.all(),
                        RuleStatusRecords.all(),
                        TemplateStatusRecords.all(),
                        PublicRepositoryStatusRecords.all())
                .flatMap(List::stream);
    }

    /** New, or edited since: with the status of the API server, without one, with one of an older generation. */
    static Stream<HasMetadata> unseen() {
        List<HasMetadata> objects = new ArrayList<>();
        for (String status : List.of(
                "{observedGeneration: -1}",
                "{observedGeneration: 1, conditions: [{type: Ready, status: 'True', reason: InSync, message: Well}]}",
                "{observedGeneration: 1, conditions: [{type: Stalled, status: 'True', reason: InvalidSpec, message: Bad}]}")) {
            objects.add(object("EcrRepository", status));
            objects.add(object("ClusterEcrPullSecret", status));
        }
        return objects.stream();
    }

    private static HasMetadata object(String kind, String status) {
        return Serialization.unmarshal(
                "apiVersion: ecr-operator.io/v1alpha1\nkind: " + kind
                        + "\nmetadata: {name: any, generation: 2}\nstatus: " + status,
                GeneratedCrds.type(kind));
    }

    private Stream<Judged> judged(Stream<? extends HasMetadata> objects) {
        List<? extends HasMetadata> asked = objects.toList();
        String input = asked.stream().map(HealthIT::question).collect(Collectors.joining("\n", "", "\n"));
        GoProgram.Result result = gitops.run(input);
        assertThat(result.exitCode()).as(result.output()).isZero();
        List<String> answers = result.output().lines().toList();
        assertThat(answers).hasSameSizeAs(asked).noneMatch(answer -> answer.contains("\"error\""));
        List<Judged> judged = new ArrayList<>();
        for (int index = 0; index < asked.size(); index++) {
            judged.add(new Judged(asked.get(index), read(answers.get(index))));
        }
        return judged.stream();
    }

    private static String question(HasMetadata object) {
        ObjectNode question = JSON.createObjectNode().put("script", script());
        question.set("expressions", expressions());
        question.set("object", JSON.valueToTree(object));
        return question.toString();
    }

    /** Flux's, for EcrRepositories. */
    private static JsonNode expressions() {
        try {
            ObjectNode check = (ObjectNode) new YAMLMapper()
                    .readTree(FLUX.toFile())
                    .path("spec")
                    .path("healthCheckExprs")
                    .path(0);
            return check.without(List.of("apiVersion", "kind"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() {
        try {
            return Files.readString(SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
