package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.view.RegistryView;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator does not know of ECR is not in sync. */
@ExtendWith(SharedCluster.class)
class RepositoryDoubtIT {

    private static final String OPEN =
            "{\"Sid\":\"open\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}";
    private static final String HIDDEN =
            "{\"Sid\":\"hide\",\"Effect\":\"Deny\",\"Principal\":\"*\"," + "\"Action\":\"ecr:GetRepositoryPolicy\"}";
    private static final String ONE_STATEMENT = """
            repositoryPolicy:
              statements:
                - {sid: pull, effect: Allow, principal: {AWS: ["444455556666"]}, action: ["ecr:BatchGetImage"]}
            """;

    private final VirtualClock clock = new VirtualClock();
    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldNotCallAPolicyInSyncThatHidesItself() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withDeepReads(Duration.ofSeconds(2)));
        world.applyReady("api", ONE_STATEMENT);

        // When
        world.ecr().setRepositoryPolicy("api", policy(OPEN + "," + HIDDEN));

        // Then
        EcrRepository object =
                world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.READ_DENIED);
        assertThat(World.condition(object, ConditionType.SYNCED).getMessage())
                .contains(
                        "its repository policy",
                        "ecr:GetRepositoryPolicy",
                        "repository/api",
                        "explicit deny in a resource-based policy");
        assertThat(World.condition(object, ConditionType.READY))
                .extracting(ready -> ready.getStatus() + " " + ready.getReason())
                .isEqualTo("Unknown ReadDenied");
        world.awaitEvent("api", Reason.READ_DENIED);

        // When
        world.ecr().setRepositoryPolicy("api", policy(OPEN));

        // Then
        world.awaitReady("api");
        world.awaitEvent("api", Reason.DRIFT_REPAIRED);
        assertThat(world.ecr().repositoryPolicyText("api"))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("open"));
    }

    @Test
    void shouldNotStayReadyWhenARepositoryIsDeletedRightAfterItsCreation() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withRegistryClock(clock));
        world.applyReady("api", ONE_STATEMENT);
        world.ecr().deleteRepository("api");
        world.sweep();
        assertThat(World.condition(world.get("api"), ConditionType.READY).getStatus())
                .as("a listing may not have it yet")
                .isEqualTo("True");

        // When
        requestLook("first");

        // Then
        world.awaitCondition("api", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.REPOSITORY_UNCONFIRMED);
        assertThat(world.ecr().repositoryNames()).isEmpty();

        // When
        clock.pass(RegistryView.PROPAGATION);

        // Then
        world.awaitEvent("api", Reason.RECREATED);
        world.awaitReady("api");
        assertThat(world.ecr().repositoryPolicyText("api")).isPresent();
    }

    private void requestLook(String value) {
        world.edit("api", object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/reconcile-requested-at", value));
            return object;
        });
    }

    private static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }
}
