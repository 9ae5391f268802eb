package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes behind the operator's back. */
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryDriftIT {

    private static final String EVERYTHING = """
            imageTagMutability: IMMUTABLE_WITH_EXCLUSION
            imageTagMutabilityExclusionFilters: [{filterType: WILDCARD, filter: "dev-*"}]
            imageScanningConfiguration: {scanOnPush: true}
            tags: {team: a, cost: "7"}
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
                  action: {type: expire}
            repositoryPolicy:
              statements:
                - sid: pull
                  effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage"]
            """;

    private World world;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A change by someone else, and how ECR looks when it is put right. */
    record Tampering(String what, Consumer<RegistryContents> change, Predicate<RegistryContents> repaired) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Tampering> tamperings() {
        return List.of(
                new Tampering(
                        "mutability", ecr -> ecr.setImageTagMutability("api", "MUTABLE"), ecr -> ecr.repository("api")
                                .orElseThrow()
                                .imageTagMutability()
                                .equals("IMMUTABLE_WITH_EXCLUSION")),
                new Tampering("scanning", ecr -> ecr.setScanOnPush("api", false), ecr -> ecr.repository("api")
                        .orElseThrow()
                        .scanOnPush()),
                new Tampering("our tag changed", ecr -> World.addTags(ecr, "api", Map.of("team", "b")), ecr -> "a"
                        .equals(ecr.tags("api").get("team"))),
                new Tampering("our tags removed", ecr -> ecr.setTags("api", Map.of()), ecr -> ecr.tags("api")
                        .keySet()
                        .containsAll(List.of("team", "cost", "ecr-operator.io/owner"))),
                new Tampering(
                        "lifecycle policy removed",
                        ecr -> ecr.deleteLifecyclePolicy("api"),
                        ecr -> ecr.lifecyclePolicyText("api").isPresent()),
                new Tampering(
                        "repository policy replaced",
                        ecr -> ecr.setRepositoryPolicy("api", """
                                {"Version":"2012-10-17","Statement":[{"Sid":"open","Effect":"Allow","Principal":"*","Action":"ecr:*"}]}
                                """),
                        ecr -> !ecr.repositoryPolicyText("api").orElseThrow().contains("open")));
    }

    @AlsoOnMoto
    @ParameterizedTest
    @MethodSource("tamperings")
    void shouldRepairWhatSomeoneElseChanged(Tampering tampering) {
        // Given
        world.applyReady("api", EVERYTHING);

        // When
        tampering.change().accept(world.ecr());
        world.lookAgain("api");

        // Then
        assertThat(world.ecr()).as(tampering.what()).matches(tampering.repaired());
        world.awaitEvent("api", Reason.DRIFT_REPAIRED);
        world.awaitReady("api");
    }

    @AlsoOnMoto
    @Test
    void shouldFindChangedSettingsInTheNextSweepWithoutAnyEvent() {
        // Given
        world.applyReady("api", EVERYTHING);
        world.sweep();

        // When
        world.ecr().setScanOnPush("api", false);
        world.sweep();

        // Then
        world.awaitEvent("api", Reason.DRIFT_REPAIRED);
        assertThat(world.ecr().repository("api").orElseThrow().scanOnPush()).isTrue();
    }

    @Test
    void shouldLeaveForeignTagsAlone() {
        // Given
        world.applyReady("api", EVERYTHING);

        // When
        World.addTags(world.ecr(), "api", Map.of("foreign", "x"));
        world.lookAgain("api");

        // Then
        assertThat(world.ecr().tags("api")).containsEntry("foreign", "x").containsEntry("team", "a");
        assertThat(world.emulator().calls().count("TagResource")).isZero();
        assertThat(world.emulator().calls().count("UntagResource")).isZero();
    }

    @AlsoOnMoto
    @Test
    @Shows("ACK-8")
    void shouldCreateADeletedRepositoryAgainAndSaySo() {
        // Given
        world.applyReady("api", EVERYTHING);
        world.sweep();

        // When
        world.ecr().deleteRepository("api");
        world.sweep();

        // Then
        world.awaitEvent("api", Reason.RECREATED);
        world.awaitReady("api");
        assertThat(world.ecr().lifecyclePolicyText("api")).isPresent();
    }

    @AlsoOnMoto
    @Test
    @Shows("ACK-8")
    void shouldReportADeletedRepositoryAndLeaveItSoIfTold() {
        // Given
        world.applyReady("api", EVERYTHING + "recreatePolicy: Report\n");
        world.sweep();

        // When
        world.ecr().deleteRepository("api");
        world.sweep();

        // Then
        world.awaitNotReady("api", Reason.REPOSITORY_MISSING);
        world.awaitEvent("api", Reason.REPOSITORY_MISSING);
        assertThat(world.ecr().repositoryNames()).isEmpty();

        // When
        world.edit("api", object -> world.withSpec(object, EVERYTHING));

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
    }

    @AlsoOnMoto
    @Test
    void shouldLeaveTheTagsAloneThatSomeoneElseGaveTheRepositoryWhenCreatingItAnew() {
        // Given
        world.applyReady("api", "adoptionPolicy: IfUnowned\ntags: {team: a, cost: \"7\"}");
        world.ecr().deleteRepository("api");
        world.ecr().createRepository("api");
        world.ecr().setTags("api", Map.of("team", "of others"));

        // When
        world.applyReady("api", "adoptionPolicy: IfUnowned\ntags: {cost: \"7\"}");
        world.sweep();
        world.lookAgain("api");

        // Then
        assertThat(world.ecr().tags("api")).containsEntry("team", "of others").containsEntry("cost", "7");
    }

    @Test
    void shouldCallAnEditAnEditAlsoWhileADriftWaitsForItsRepair() {
        // Given
        world.applyReady("api", "imageTagMutability: IMMUTABLE");
        world.faults().on("PutImageTagMutability").deny();
        world.ecr().setImageTagMutability("api", "MUTABLE");
        world.lookAgain("api");
        assertThat(world.awaitNotReady("api", Reason.ACCESS_DENIED).getStatus().drift())
                .isNotNull();

        // When
        world.faults().clear();
        EcrRepository object = world.applyReady("api", "imageTagMutability: IMMUTABLE\ntags: {team: a}");

        // Then
        assertThat(object.getStatus().drift()).isNull();
        world.awaitEvent("api", Reason.UPDATED);
        assertThat(world.events("api")).extracting(Event::getReason).doesNotContain(Reason.DRIFT_REPAIRED.label());
    }

    @AlsoOnMoto
    @Test
    void shouldFindAChangedPolicyWhileAnotherObjectOnlyObservesTheRepositoryAndAfterItIsGone() {
        // Given
        world.applyReady("api", EVERYTHING);
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withDeepReads(Duration.ofSeconds(2)));
        world.awaitReady("api");
        world.apply("watcher", "repositoryName: api\nmanagementPolicy: Observe");
        world.awaitNotReady("watcher", Reason.OWNED_BY_ANOTHER);

        // When
        world.ecr().deleteLifecyclePolicy("api");

        // Then
        World.eventually(
                "the lifecycle policy is back",
                () -> assertThat(world.ecr().lifecyclePolicyText("api")).isPresent());

        // When
        world.resource("watcher").delete();
        World.eventually(
                "watcher is gone", () -> assertThat(world.get("watcher")).isNull());
        world.ecr().deleteLifecyclePolicy("api");

        // Then
        World.eventually(
                "the lifecycle policy is back again",
                () -> assertThat(world.ecr().lifecyclePolicyText("api")).isPresent());
    }

    @Test
    void shouldTakeNoPartOfAListingForAMassDeletion() {
        // Given
        world.applyReady("api", EVERYTHING);
        world.sweep();
        world.emulator().calls().reset();
        world.faults().on("DescribeRepositories").serverError();

        // When
        for (int i = 0; i < 5; i++) {
            world.sweep();
        }

        // Then
        EcrRepository object = world.awaitCondition(
                "api", ConditionType.SYNCED, io.ecroperator.status.ConditionStatus.UNKNOWN, Reason.AWS_UNAVAILABLE);
        assertThat(World.condition(object, ConditionType.READY).getStatus()).isEqualTo("True");
        assertThat(world.emulator().calls().writes()).isEmpty();

        // When
        world.faults().clear();
        world.sweep();

        // Then
        world.awaitCondition("api", ConditionType.SYNCED, io.ecroperator.status.ConditionStatus.TRUE, Reason.IN_SYNC);
    }
}
