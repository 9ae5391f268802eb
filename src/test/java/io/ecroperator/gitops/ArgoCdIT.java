package io.ecroperator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.LoggedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a team that declares its repositories in Git sees in Argo CD, day by day. */
@ExtendWith(SharedArgoCd.class)
class ArgoCdIT {

    private static final Path SUMMARY = Path.of("target", "summary", "argocd.txt");
    private static final int MANY = 200;

    private final ArgoCdWorld world;

    ArgoCdIT(ArgoCdWorld world) {
        this.world = world;
    }

    @Test
    void shouldShowWhatIsBrokenDegradedInOurWords() throws IOException {
        // Given
        world.git().write("broken/taken.yaml", repository("taken", "repositoryName: broken/taken"));
        world.git().write("broken/fine.yaml", repository("fine", "repositoryName: broken/fine"));
        world.git().commit("One repository that is there already");

        // When
        world.applyApplication("broken");
        Application application = world.awaitStatus("broken", "Synced", "Degraded");

        // Then
        String ours = world.kubectl(
                "get",
                "ecrrepo/taken",
                "-n",
                "broken",
                "-o",
                "jsonpath={.status.conditions[?(@.type=='Stalled')].message}");
        assertThat(application.resource("EcrRepository taken"))
                .isEqualTo(new Application.Resource("EcrRepository taken", "Synced", "Degraded", ours));
        assertThat(ours).contains("broken/taken", "adoptionPolicy");
        world.eventually("the other one is Healthy", () -> assertThat(world.application("broken")
                        .resource("EcrRepository fine")
                        .health())
                .isEqualTo("Healthy"));
        assertThat(application.syncs()).isEqualTo(1);
    }

    @Test
    void shouldSetBackWhatSomebodyEdits() throws IOException {
        // Given
        world.git()
                .write(
                        "healed/api.yaml",
                        repository("api", "repositoryName: healed/api\n  imageTagMutability: IMMUTABLE"));
        world.git().commit("A repository");
        world.applyApplication("healed");
        world.awaitStatus("healed", "Synced", "Healthy");

        // When
        world.kubectl(
                "patch",
                "ecrrepo/api",
                "-n",
                "healed",
                "--type=merge",
                "--patch={\"spec\": {\"imageTagMutability\": \"MUTABLE\"}}");

        // Then
        world.eventually("Argo CD sets it back", () -> assertThat(world.kubectl(
                        "get",
                        "ecrrepo/api",
                        "-n",
                        "healed",
                        "-o",
                        "jsonpath={.metadata.generation} {.spec.imageTagMutability}"))
                .isEqualTo("3 IMMUTABLE"));
        world.awaitStatus("healed", "Synced", "Healthy");
        world.eventually("ECR has it", () -> assertThat(
                        world.ecr().repository("healed/api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE"));
    }

    /** What becomes of the repository is for its deletionPolicy to say; that ECR does not delete images without consent shows too. */
    @Test
    void shouldPruneWhatLeavesGitAsItsDeletionPolicySays() throws IOException {
        // Given
        world.git().write("pruned/kept.yaml", repository("kept", "repositoryName: pruned/kept"));
        world.git()
                .write("pruned/gone.yaml", repository("gone", "repositoryName: pruned/gone\n  deletionPolicy: Delete"));
        world.git()
                .write("pruned/full.yaml", repository("full", "repositoryName: pruned/full\n  deletionPolicy: Delete"));
        world.git().commit("Three repositories");
        world.applyApplication("pruned");
        world.awaitStatus("pruned", "Synced", "Healthy");
        world.ecr().putImage("pruned/full", "v1");

        // When
        world.git().remove("pruned/gone.yaml");
        world.git().remove("pruned/full.yaml");
        world.git().commit("One repository is enough");
        world.refresh("pruned", "normal");

        // Then
        world.eventually("what may go is gone", () -> {
            world.controllers().collectGarbage("pruned");
            assertThat(world.kubectl("get", "ecrrepo", "-n", "pruned", "-o", "name"))
                    .doesNotContain("/gone")
                    .contains("/kept", "/full");
            assertThat(world.ecr().repositoryNames())
                    .doesNotContain("pruned/gone")
                    .contains("pruned/kept", "pruned/full");
        });
        Application waiting = world.awaitStatus("pruned", "OutOfSync", "Progressing");
        assertThat(waiting.resource("EcrRepository full").health()).isEqualTo("Progressing");
        assertThat(world.ecr().imageTags("pruned/full")).containsExactly("v1");

        // When
        world.kubectl(
                "patch",
                "ecrrepo/full",
                "-n",
                "pruned",
                "--type=merge",
                "--patch={\"spec\": {\"deletionPolicy\": \"Retain\"}}");

        // Then
        world.eventually("it is gone too", () -> {
            world.controllers().collectGarbage("pruned");
            assertThat(world.kubectl("get", "ecrrepo", "-n", "pruned", "-o", "name")
                            .lines())
                    .hasSize(1);
        });
        world.awaitStatus("pruned", "Synced", "Healthy");
        assertThat(world.ecr().imageTags("pruned/full")).containsExactly("v1");
    }

    @Test
    void shouldPruneTheExampleOnlyOnceSomebodyConfirms() throws IOException {
        // Given
        world.git()
                .write(
                        "confirmed/api.yaml",
                        world.example("registry/1-repository.yaml").replace("team-a/api", "confirmed/api"));
        world.git().write("confirmed/policy.yaml", world.example("registry/0-lifecycle-policy.yaml"));
        world.git().commit("The example");
        world.applyApplication("confirmed");
        world.awaitStatus("confirmed", "Synced", "Healthy");

        // When
        world.git().remove("confirmed/api.yaml");
        world.git().commit("Without the repository");
        world.refresh("confirmed", "normal");

        // Then
        world.eventually(
                "Argo CD asks", () -> assertThat(world.application("confirmed").operationMessage())
                        .contains("Waiting for pruning confirmation"));
        assertThat(world.kubectl(
                        "get", "ecrrepo/api", "-n", "confirmed", "-o", "jsonpath={.metadata.deletionTimestamp}"))
                .isEmpty();

        // When
        world.kubectl(
                "annotate",
                "application/confirmed",
                "-n",
                "argocd",
                "argocd.argoproj.io/deletion-approved=" + Instant.now());

        // Then
        world.eventually("the object is gone", () -> {
            world.controllers().collectGarbage("confirmed");
            assertThat(world.kubectl("get", "ecrrepo", "-n", "confirmed", "-o", "name"))
                    .isEmpty();
        });
        world.awaitStatus("confirmed", "Synced", "Healthy");
        assertThat(world.ecr().repositoryNames()).contains("confirmed/api");
    }

    @Test
    void shouldSyncManyAtOnce() throws IOException {
        // Given
        String manifest = IntStream.range(0, MANY)
                .mapToObj(index -> repository("service-" + index, "repositoryName: many/service-" + index))
                .collect(Collectors.joining("---\n"));
        world.git().write("many/all.yaml", manifest);
        world.git().commit("Many repositories");
        long mark = world.aws().calls().mark();
        Instant started = Instant.now();

        // When
        world.applyApplication("many");
        world.awaitStatus("many", "Synced", "Healthy");
        Duration took = Duration.between(started, Instant.now());
        Application application = world.refresh("many", "hard");

        // Then
        assertThat(application.syncs()).isEqualTo(1);
        assertThat(application.resources()).hasSize(MANY).allSatisfy(each -> assertThat(
                        List.of(each.sync(), each.health()))
                .containsExactly("Synced", "Healthy"));
        List<LoggedCall> calls = world.aws().calls().since(mark);
        assertThat(calls).extracting(LoggedCall::outcome).containsOnly(LoggedCall.OK);
        assertThat(calls.stream().filter(LoggedCall::isWrite).map(LoggedCall::operation))
                .hasSize(MANY)
                .containsOnly("CreateRepository");
        Files.createDirectories(SUMMARY.getParent());
        Files.writeString(
                SUMMARY,
                "Argo CD: %d repositories Synced and Healthy after %.1f s, with %d calls of AWS%n"
                        .formatted(MANY, took.toMillis() / 1000.0, calls.size()));
    }

    private static String repository(String name, String spec) {
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrRepository\nmetadata: {name: " + name + "}\nspec:\n  "
                + spec + "\n";
    }
}
