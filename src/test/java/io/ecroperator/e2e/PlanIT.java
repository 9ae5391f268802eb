package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.support.AmbientCredentials;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ecr-operator plan} says of what the operator has done, and of what it is about to do. */
@ExtendWith({SharedCluster.class, AmbientCredentials.class})
class PlanIT {

    private static final String MANIFESTS = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrLifecyclePolicy
            metadata: {name: keep-10}
            spec:
              repositoryNamePatterns: ["cache/*"]
              rules:
              - rulePriority: 1
                selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                action: {type: expire}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api}
            spec:
              imageTagMutability: IMMUTABLE
              tags: {team: a}
              lifecyclePolicy: {ref: {name: keep-10}}
              repositoryPolicy:
                statements:
                - sid: pull
                  effect: Allow
                  principal: {AWS: ["111122223333"]}
                  action: ["ecr:BatchGetImage"]
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrPullThroughCacheRule
            metadata: {name: quay}
            spec: {upstreamRegistry: quay}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepositoryCreationTemplate
            metadata: {name: cache}
            spec: {prefix: quay, appliedFor: [PULL_THROUGH_CACHE], imageTagMutability: MUTABLE}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistryConfiguration
            metadata: {name: replicate}
            spec:
              policy:
                statements:
                - sid: replicate
                  effect: Allow
                  principal: {AWS: ["111122223333"]}
                  action: ["ecr:ReplicateImage"]
            """;

    private World world;
    private Plans plans;

    @BeforeEach
    void start(LocalCluster cluster, @TempDir Path directory) {
        world = World.start(cluster);
        plans = new Plans(world, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static List<String> calls(JsonNode plan) {
        List<String> calls = new ArrayList<>();
        plan.path("objects").forEach(object -> object.path("steps")
                .forEach(step -> calls.add(step.path("call").asText())));
        return calls;
    }

    @Test
    @Shows("crossplane#1805")
    void shouldSayWhatTheOperatorThenDoes() throws IOException {
        // Given: there is a repository that nobody declares
        world.ecr().createRepository("cache/nginx");
        JsonNode first = plans.planLive(MANIFESTS);

        // Then
        assertThat(first.path("exitCode").asInt()).isEqualTo(2);
        assertThat(first.path("summary").path("CREATE").asInt()).isEqualTo(3);
        assertThat(first.path("summary").path("CHANGE").asInt()).isEqualTo(2);
        assertThat(calls(first)).anyMatch(call -> call.startsWith("cache/nginx: PutLifecyclePolicy (adds rule 1"));

        // When
        plans.apply(MANIFESTS);
        world.awaitReady("api");
        World.eventually("the operator has nothing left to do", () -> assertThat(
                        plans.planLive(MANIFESTS).path("exitCode").asInt())
                .isZero());

        // Then: what it had said is what the operator did
        assertThat(operations(calls(first)))
                .isSubsetOf(world.emulator().calls().writes().stream()
                        .map(LoggedCall::operation)
                        .toList());
        assertThat(plans.plan(MANIFESTS).path("exitCode").asInt())
                .as("without a cluster, what only a status tells is said and counts for nothing")
                .isZero();

        // When: somebody edits ECR
        World.addTags(world.ecr(), "api", Map.of("team", "b"));
        world.ecr().setImageTagMutability("api", "MUTABLE");
        JsonNode drift = plans.planLive(MANIFESTS);

        // Then: exactly that
        assertThat(calls(drift)).containsExactly("TagResource {team=a}", "PutImageTagMutability MUTABLE → IMMUTABLE");
        assertThat(drift.path("objects")
                        .path(1)
                        .path("steps")
                        .path(0)
                        .path("details")
                        .path(0)
                        .asText())
                .isEqualTo("~ tag team: b → a");
        int before = world.emulator().calls().writes().size();
        world.lookAgain("api");
        assertThat(world.emulator().calls().writes().stream()
                        .skip(before)
                        .map(LoggedCall::operation)
                        .toList())
                .containsExactly("TagResource", "PutImageTagMutability");

        // When: a shared policy changes that the files hold alone
        String policy = MANIFESTS.substring(0, MANIFESTS.indexOf("---")).replace("countNumber: 10", "countNumber: 5");
        JsonNode edit = plans.planLive(policy);

        // Then: the repository of the cluster is told of
        assertThat(edit.path("exitCode").asInt()).isEqualTo(2);
        assertThat(edit.path("objects").path(1).path("name").asText()).isEqualTo("api");
        assertThat(edit.path("objects").path(1).path("place").isNull()).isTrue();
        assertThat(calls(edit)).hasSize(2).allMatch(call -> call.contains("PutLifecyclePolicy"));
        assertThatItRefusesWhatTheApiServerRefuses();
    }

    /** Both say the same of an edit, the one without being asked to take it. */
    private void assertThatItRefusesWhatTheApiServerRefuses() throws IOException {
        String renamed = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRepository
                metadata: {name: api}
                spec: {repositoryName: other}
                """;
        JsonNode plan = plans.planLive(renamed);
        String said = plan.path("objects")
                .path(0)
                .path("findings")
                .path(0)
                .path("message")
                .asText();

        assertThat(plan.path("exitCode").asInt()).isEqualTo(1);
        assertThat(said).contains("ECR has no rename");
        assertThatThrownBy(() -> plans.apply(renamed)).hasMessageContaining("ECR has no rename");
    }

    private static List<String> operations(List<String> calls) {
        return calls.stream()
                .map(call -> call.replaceFirst("^cache/nginx: ", ""))
                .map(call -> call.replaceFirst("^policy: adds.*", "PutRegistryPolicy"))
                .map(call -> call.replaceFirst(" .*", ""))
                .toList();
    }
}
