package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input and bad weather: one object's trouble stays its own, and AWS's trouble stays AWS's. */
@ExtendWith(SharedCluster.class)
class RepositoryTroubleIT {

    private static final String BOTH_POLICIES = """
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 100}
                  action: {type: expire}
            repositoryPolicy:
              statements:
                - effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage"]
            """;

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repositoryPolicy: {policyText: '{\"Version\": \"2012-10-17\", \"Statement\": [' }",
                "repositoryPolicy: {policyText: '{\"Version\": \"2012-10-17\", \"Statement\": []} trailing' }",
                "lifecyclePolicy: {policyText: '{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"tagged\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}' }"
            })
    @Shows({"ACK-6", "provider-upjet-aws#1164"})
    void shouldStallOnWhatAdmissionCannotSeeAndTouchNothing(String spec) {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // When
        world.apply("bad", spec);
        world.applyReady("good", "");

        // Then
        World.eventually("stalled", () -> {
            EcrRepository object = world.get("bad");
            assertThat(World.condition(object, ConditionType.STALLED).getStatus())
                    .isEqualTo("True");
            assertThat(World.condition(object, ConditionType.READY).getMessage())
                    .startsWith("spec.");
        });
        assertThat(world.callsOn("bad")).isEmpty();
        assertThat(world.ecr().repositoryNames()).containsExactly("good");
    }

    @Test
    @Shows("ecr-controller#143")
    void shouldApplyTheOtherFacetsWhenAwsRefusesOne() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.faults().on("PutLifecyclePolicy").error("InvalidParameterException", "no good");

        // When
        world.apply("api", BOTH_POLICIES);

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.REJECTED_BY_AWS);
        assertThat(World.condition(object, ConditionType.READY).getMessage())
                .contains("lifecyclePolicy")
                .contains("no good");
        assertThat(World.condition(object, ConditionType.STALLED).getStatus()).isEqualTo("True");
        assertThat(world.ecr().repositoryPolicyText("api")).isPresent();
        world.awaitEvent("api", Reason.REJECTED_BY_AWS);
    }

    @Test
    void shouldNameActionPrincipalAndResourceWhenAccessIsDenied() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.faults().on("SetRepositoryPolicy").deny();

        // When
        world.apply("api", BOTH_POLICIES);

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.ACCESS_DENIED);
        assertThat(World.condition(object, ConditionType.READY).getMessage())
                .contains("ecr:SetRepositoryPolicy")
                .contains("assumed-role/ecr-operator")
                .contains("repository/api");
    }

    @Test
    void shouldStayReadyWhileAwsIsAwayAndRecoverByItself() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.applyReady("api", BOTH_POLICIES);

        // When
        world.faults().on("DescribeRepositories").throttle();
        for (int i = 0; i < 3; i++) {
            world.sweep();
        }

        // Then
        EcrRepository object =
                world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.THROTTLED);
        assertThat(World.condition(object, ConditionType.READY).getStatus()).isEqualTo("True");

        // When
        world.faults().clear();
        world.sweep();

        // Then
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.TRUE, Reason.IN_SYNC);
    }

    @Test
    void shouldNotBeReadyForAnEditThatAwsThrottles() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.applyReady("api", "tags: {team: a}");
        world.faults().on("TagResource").throttle();

        // When
        world.apply("api", "tags: {team: b}");

        // Then
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.THROTTLED);

        // When
        world.faults().clear();

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api")).containsEntry("team", "b");
    }

    @Test
    @Shows("ACK-5")
    void shouldReportAndRecoverWhenAwsCannotBeReachedAtTheStart() {
        // Given
        world.faults().on("DescribeRepositories").serverError();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // When
        world.apply("api", BOTH_POLICIES);

        // Then
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.AWS_UNAVAILABLE);

        // When
        world.faults().clear();

        // Then
        world.awaitReady("api");
    }

    @Test
    void shouldSayThatItWaitsWhenTheFirstListingTakesLong() {
        // Given
        world.faults().on("DescribeRepositories").hold();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // When
        world.apply("api", BOTH_POLICIES);

        // Then
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.WAITING_FOR_REGISTRY);

        // When
        world.faults().clear();

        // Then
        world.awaitReady("api");
    }

    @Test
    void shouldWriteOneStatusWhenTheFirstListingTakesAMoment() {
        // Given
        world.faults().on("DescribeRepositories").delay(Duration.ofMillis(300));
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        List<String> said = new CopyOnWriteArrayList<>();

        Watch watch = world.user()
                .resources(EcrRepository.class)
                .inNamespace(world.namespace())
                .watch(new StatusReasons(said));

        // When
        world.apply("api", BOTH_POLICIES);

        // Then
        World.eventually("the watch has it", () -> assertThat(said).contains(Reason.IN_SYNC.label()));
        watch.close();
        assertThat(said).containsExactly(Reason.IN_SYNC.label());
    }

    /** Takes down why objects are Ready or not, with each version that says it. */
    private record StatusReasons(List<String> said) implements Watcher<EcrRepository> {

        @Override
        public void eventReceived(Action action, EcrRepository object) {
            if (object.getStatus() != null) {
                Conditions.find(object.getStatus().conditions(), ConditionType.READY) // a new object has none
                        .map(Condition::getReason)
                        .ifPresent(said::add);
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }
}
