package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.Reason;
import io.ecroperator.support.AmbientCredentials;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ecr-operator plan} says of objects that go, and what the operator then does. */
@ExtendWith({SharedCluster.class, AmbientCredentials.class})
class PlanDeletionIT {

    private static final String STAYS = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: stays, labels: {part-of: ecr}}
            spec: {lifecyclePolicy: {ref: {name: keep-10}}}
            """;

    private static final String GOES = """
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrLifecyclePolicy
            metadata: {name: keep-10, labels: {part-of: ecr}}
            spec:
              repositoryNamePatterns: ["cache/*"]
              rules:
              - rulePriority: 1
                selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                action: {type: expire}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: empty, labels: {part-of: ecr}}
            spec: {deletionPolicy: Delete}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: full, labels: {part-of: ecr}}
            spec: {deletionPolicy: Delete}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: loses, labels: {part-of: ecr}}
            spec: {deletionPolicy: DeleteWithImages}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: retained, labels: {part-of: ecr}}
            spec: {deletionPolicy: Retain}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrPullThroughCacheRule
            metadata: {name: quay, labels: {part-of: ecr}}
            spec: {upstreamRegistry: quay, deletionPolicy: Delete}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistryConfiguration
            metadata: {name: replicate, labels: {part-of: ecr}}
            spec:
              policy:
                statements:
                - sid: replicate
                  effect: Allow
                  principal: {AWS: ["111122223333"]}
                  action: ["ecr:ReplicateImage"]
            """;

    private static final String OF_ANOTHER = """
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: of-another}
            spec: {deletionPolicy: DeleteWithImages}
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

    private static Map<String, JsonNode> byName(JsonNode plan) {
        return StreamSupport.stream(plan.path("objects").spliterator(), false)
                .collect(Collectors.toMap(each -> each.path("name").asText(), each -> each));
    }

    private static String result(JsonNode object) {
        return object.path("origin").asText() + " " + object.path("result").asText();
    }

    private static List<String> steps(JsonNode object) {
        return object.path("steps").findValuesAsText("call");
    }

    private static String message(JsonNode object) {
        return String.join(" ", object.path("findings").findValuesAsText("message"));
    }

    private void everythingIsThere() {
        world.ecr().createRepository("cache/nginx");
        plans.apply(STAYS + GOES + OF_ANOTHER);
        for (String name : List.of("stays", "empty", "full", "loses", "retained", "of-another")) {
            world.awaitReady(name);
        }
        world.ecr().putImage("full", "v1");
        world.ecr().putImage("loses", "v1");
        world.ecr().putImage("loses", "v2");
        World.eventually("all is in ECR", () -> assertThat(
                        plans.planLive(STAYS + GOES).path("exitCode").asInt())
                .isZero());
    }

    @Test
    @Shows("crossplane#1805")
    void shouldSayWhatAnObjectThatIsDroppedFromTheFilesTakesAlong() throws IOException {
        // Given
        everythingIsThere();

        // When: nobody says which objects the files once held
        JsonNode guesses = plans.planLive(STAYS);

        // Then
        assertThat(guesses.path("exitCode").asInt()).isZero();
        assertThat(guesses.path("objects")).hasSize(1);
        assertThat(guesses.path("pruned").isNull()).isTrue();

        // When
        JsonNode plan = plans.planLive(STAYS, "--prune", "-l=part-of=ecr");

        // Then
        Map<String, JsonNode> objects = byName(plan);
        assertThat(objects)
                .containsOnlyKeys("stays", "keep-10", "empty", "full", "loses", "retained", "quay", "replicate");
        assertThat(plan.path("exitCode").asInt()).isEqualTo(1);
        assertThat(plan.path("pruned").asInt()).isEqualTo(7);
        assertThat(plan.path("imagesLost").asInt()).isEqualTo(2);
        assertThat(result(objects.get("empty"))).isEqualTo("PRUNED DELETE");
        assertThat(steps(objects.get("empty"))).containsExactly("DeleteRepository empty");
        assertThat(result(objects.get("full"))).isEqualTo("PRUNED REFUSED");
        assertThat(message(objects.get("full"))).startsWith("Repository full still holds 1 image. ");
        assertThat(result(objects.get("loses"))).isEqualTo("PRUNED DELETE");
        assertThat(steps(objects.get("loses"))).containsExactly("DeleteRepository loses");
        assertThat(objects.get("loses").path("steps").path(0).path("images").asInt())
                .isEqualTo(2);
        assertThat(result(objects.get("retained"))).isEqualTo("PRUNED UNCHANGED");
        assertThat(message(objects.get("retained")))
                .isEqualTo("Repository retained stays in ECR: deletionPolicy is Retain.");
        assertThat(steps(objects.get("quay"))).containsExactly("DeletePullThroughCacheRule quay");
        assertThat(steps(objects.get("replicate"))).containsExactly("policy: removes replicate");
        assertThat(steps(objects.get("keep-10")))
                .anyMatch(call -> call.startsWith("cache/nginx: DeleteLifecyclePolicy"));
        assertThat(result(objects.get("stays"))).isEqualTo("FILES CHANGE");
        assertThat(steps(objects.get("stays"))).anyMatch(call -> call.startsWith("DeleteLifecyclePolicy"));
        assertThatTheOperatorDoesThat(objects);
    }

    private void assertThatTheOperatorDoesThat(Map<String, JsonNode> planned) throws IOException {
        // When
        int before = world.emulator().calls().writes().size();
        plans.delete(GOES);
        world.awaitNotReady("full", Reason.DELETION_BLOCKED);
        World.eventually("only what is blocked is left", () -> assertThat(byName(plans.planLive(STAYS)))
                .containsOnlyKeys("stays", "full"));

        // Then
        assertThat(world.emulator().calls().writes().stream().skip(before).map(LoggedCall::operation))
                .contains(
                        "DeleteRepository",
                        "DeletePullThroughCacheRule",
                        "DeleteRegistryPolicy",
                        "DeleteLifecyclePolicy");
        assertThat(world.ecr().repositoryNames())
                .containsExactlyInAnyOrder("stays", "full", "retained", "of-another", "cache/nginx");

        // When: the one that is blocked is in the files, or beside them
        JsonNode full = byName(
                        plans.planLive(
                                STAYS
                                        + "---\n{apiVersion: ecr-operator.io/v1alpha1, kind: EcrRepository, metadata: {name: full}, spec: {tags: {a: b}}}"))
                .get("full");
        JsonNode beside = byName(plans.planLive(STAYS)).get("full");

        // Then: what the manifest asks for is not promised
        assertThat(planned.get("full").path("findings").path(0))
                .isEqualTo(beside.path("findings").path(0));
        assertThat(result(beside)).isEqualTo("DELETING REFUSED");
        assertThat(result(full)).isEqualTo("FILES REFUSED");
        assertThat(steps(full)).isEmpty();
        assertThat(message(full))
                .contains("The object is being deleted, since 20", "What the manifest asks for is not");
    }
}
