package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.RepositorySnapshot;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repositories that exist before the object does, and objects that want the same one. */
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryAdoptionIT {

    private static final String OWNER = "ecr-operator.io/owner";

    private static final String THEIR_LIFECYCLE = """
            {"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan",\
            "countNumber":7},"action":{"type":"expire"}}]}""";
    private static final String THEIR_POLICY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"theirs","Effect":"Allow","Principal":"*",\
            "Action":"ecr:BatchGetImage"}]}""";

    private World world;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ours, IfOwned, adopted",
        "ours, IfUnowned, adopted",
        "ours, Always, adopted",
        "nobody, IfOwned, NotOwned",
        "nobody, IfUnowned, adopted",
        "nobody, Always, adopted",
        "another, IfOwned, OwnedByAnother",
        "another, IfUnowned, OwnedByAnother",
        "another, Always, adopted"
    })
    @Shows("community#2406")
    void shouldAdoptOnlyWithConsent(String owner, String adoptionPolicy, String expected) {
        // Given
        world.ecr().createRepository("api");
        Map<String, String> tags =
                switch (owner) {
                    case "ours" -> Map.of(OWNER, "e2e/" + world.namespace() + "/api");
                    case "another" -> Map.of(OWNER, "e2e/somewhere-else/api");
                    default -> Map.of();
                };
        world.ecr().setTags("api", tags);
        world.sweep();

        // When
        world.apply("api", "adoptionPolicy: " + adoptionPolicy + "\nimageTagMutability: IMMUTABLE");

        // Then
        if (expected.equals("adopted")) {
            world.awaitReady("api");
            assertThat(world.ecr().repository("api").orElseThrow().imageTagMutability())
                    .isEqualTo("IMMUTABLE");
            assertThat(world.ecr().tags("api")).containsEntry(OWNER, "e2e/" + world.namespace() + "/api");
        } else {
            Reason reason = expected.equals("NotOwned") ? Reason.NOT_OWNED : Reason.OWNED_BY_ANOTHER;
            EcrRepository object = world.awaitNotReady("api", reason);
            assertThat(World.condition(object, ConditionType.STALLED).getMessage())
                    .contains("adoptionPolicy");
            assertThat(world.emulator().calls().writes()).isEmpty();
            assertThat(world.ecr().tags("api")).isEqualTo(tags);
        }
    }

    @Test
    void shouldRecogniseItsOwnRepositoryWhenTheAnswerToTheCreateWasLost() {
        // Given
        world.faults().on("CreateRepository").times(1).loseAnswer();

        // When
        world.applyReady("api", "tags: {team: a}");

        // Then
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
        assertThat(world.ecr().tags("api")).containsEntry(OWNER, "e2e/" + world.namespace() + "/api");
    }

    @Test
    @Shows("ACK-2")
    void shouldReportAnotherEncryptionAndDestroyNothing() {
        // Given
        world.ecr().createRepository("api");
        world.ecr().putImage("api", "v1");
        world.sweep();

        // When
        world.apply("api", """
                adoptionPolicy: Always
                imageTagMutability: IMMUTABLE
                encryptionConfiguration: {encryptionType: KMS, kmsKey: alias/ecr}
                """);

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.ENCRYPTION_MISMATCH);
        assertThat(World.condition(object, ConditionType.READY).getMessage())
                .contains("AES256")
                .contains("KMS")
                .contains("encryptionConfiguration");
        assertThat(world.emulator().calls().writes()).isEmpty();
        assertThat(world.ecr().repository("api").orElseThrow().imageTagMutability())
                .isEqualTo("MUTABLE");
    }

    @AlsoOnMoto
    @Test
    @Shows({"ACK-7", "cloudformation-coverage-roadmap#2502"})
    void shouldLeaveWhatTheSpecDoesNotNameWhenItAdopts() {
        // Given
        world.ecr().createRepository("api", Map.of("team", "theirs"));
        world.ecr().setImageTagMutability("api", "IMMUTABLE");
        world.ecr().setScanOnPush("api", true);
        world.ecr().putLifecyclePolicy("api", THEIR_LIFECYCLE);
        world.ecr().setRepositoryPolicy("api", THEIR_POLICY);
        world.ecr().putImage("api", "v1");
        RepositorySnapshot before = world.ecr().repository("api").orElseThrow();

        // When
        world.applyReady("api", """
                adoptionPolicy: IfUnowned
                encryptionConfiguration: {encryptionType: AES256}
                """);

        // Then
        RepositorySnapshot after = world.ecr().repository("api").orElseThrow();
        assertThat(after.tags())
                .containsOnlyKeys("team", OWNER, "ecr-operator.io/cluster-uid")
                .containsEntry("team", "theirs");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("tags")
                .as("the same repository, with everything that it had")
                .isEqualTo(before);
    }

    @Test
    void shouldLetTheOlderOfTwoObjectsHaveTheRepository() {
        // Given
        world.applyReady("first", "repositoryName: team/api\ntags: {by: first}");
        world.emulator().calls().reset();

        // When
        world.apply("second", "repositoryName: team/api\ntags: {by: second}");

        // Then
        EcrRepository second = world.awaitNotReady("second", Reason.DUPLICATE_REPOSITORY);
        assertThat(World.condition(second, ConditionType.READY).getMessage()).contains(world.namespace() + "/first");
        assertThat(world.emulator().calls().writes()).isEmpty();

        // When
        world.resource("second").delete();

        // Then
        World.eventually("second is gone", () -> assertThat(world.get("second")).isNull());
        assertThat(world.ecr().repositoryNames()).containsExactly("team/api");
    }

    @AlsoOnMoto
    @Test
    @Shows("community#1965")
    void shouldGiveTheRepositoryUpToAnObjectThatTookIt() {
        // Given
        world.applyReady("api", "adoptionPolicy: Always");

        // When
        World.addTags(world.ecr(), "api", Map.of(OWNER, "green/" + world.namespace() + "/api"));
        world.lookAgain("api");

        // Then
        world.awaitNotReady("api", Reason.OWNED_BY_ANOTHER);
        assertThat(world.ecr().tags("api")).containsEntry(OWNER, "green/" + world.namespace() + "/api");

        // When
        world.resource("api").delete();

        // Then
        World.eventually("api is gone", () -> assertThat(world.get("api")).isNull());
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldOnlyShowThePlanWhileItObserves() {
        // Given
        world.ecr().createRepository("api");
        world.sweep();
        String spec = "adoptionPolicy: IfUnowned\nimageTagMutability: IMMUTABLE\ntags: {team: a}\n";

        // When
        world.apply("api", spec + "managementPolicy: Observe");

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.PLAN_PENDING);
        assertThat(object.getStatus().plan())
                .anyMatch(change -> change.startsWith("TagResource"))
                .contains("PutImageTagMutability MUTABLE → IMMUTABLE");
        assertThat(world.emulator().calls().writes()).isEmpty();

        // When
        world.applyReady("api", spec + "managementPolicy: Full");

        // Then
        assertThat(world.get("api").getStatus().plan()).isNull();
        assertThat(world.ecr().repository("api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
        world.awaitEvent("api", Reason.ADOPTED);
    }

    @Test
    void shouldSayWhileItObservesThatTheRepositoryIsNotItsOwnAndPublishItsCoordinates() {
        // Given
        world.startOperatorWithOutputConfigMaps();
        world.ecr().createRepository("obs/z");
        world.sweep();

        // When
        world.apply("api", "repositoryName: obs/z\nmanagementPolicy: Observe\noutput: {configMapName: api-ecr}");

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.NOT_OWNED);
        assertThat(World.condition(object, ConditionType.READY).getMessage()).contains("Full would be refused");
        assertThat(object.getStatus().plan()).anyMatch(line -> line.startsWith("NotOwned: "));
        World.eventually("the ConfigMap is there", () -> assertThat(world.user()
                        .configMaps()
                        .inNamespace(world.namespace())
                        .withName("api-ecr")
                        .get()
                        .getData())
                .containsEntry("repositoryUri", object.getStatus().repositoryUri()));
        assertThat(world.emulator().calls().writes()).isEmpty();
    }

    @Test
    @Shows("ACK-4")
    void shouldDoNothingWhilePausedAndGoOnAfterwards() {
        // Given
        world.applyReady("api", "tags: {team: a}");
        world.edit("api", object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/paused", "true"));
            return object;
        });
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.PAUSED);
        world.emulator().calls().reset();

        // When
        world.edit("api", object -> world.withSpec(object, "tags: {team: b}"));

        // Then
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.PAUSED);
        assertThat(world.callsOn("api")).isEmpty();

        // When
        world.edit("api", object -> {
            object.getMetadata().setAnnotations(Map.of());
            return object;
        });

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api")).containsEntry("team", "b");
    }
}
