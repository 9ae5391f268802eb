package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas, as in the shipped Deployment. */
@ExtendWith(SharedCluster.class)
class LeadershipProcessIT {

    private static final String CALLED_AWS = "ecr_operator_aws_calls_seconds_count{";

    private static final String OBJECTS = "ecr_operator_objects{";
    private static final String IN_SYNC = OBJECTS + "kind=\"EcrRepository\",ready=\"True\",reason=\"InSync\"} ";

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldLetOnlyOneOfTwoReplicasWorkAndTheOtherOneTakeOver() {
        // Given
        Duration lease = Duration.ofSeconds(6);
        List<OperatorJar> replicas = List.of(
                world.start(settings -> settings.named("operator-a").withLease(lease)),
                world.start(settings -> settings.named("operator-b").withLease(lease)));
        replicas.forEach(world::awaitReady);
        ProcessWorld.eventually("one leads", () -> assertThat(replicas.stream().filter(OperatorJar::leads))
                .hasSize(1));
        OperatorJar leader =
                replicas.stream().filter(OperatorJar::leads).findAny().orElseThrow();
        OperatorJar standby =
                replicas.stream().filter(replica -> replica != leader).findAny().orElseThrow();

        // When
        world.apply("api", ProcessWorld.BOTH_POLICIES);
        world.awaitInSync("api");

        // Then
        assertThat(world.writesDone())
                .containsExactlyInAnyOrder("CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy");
        ProcessWorld.eventually("its cache has the status that it wrote", () -> assertThat(leader.metrics())
                .contains(CALLED_AWS, "ecr_operator_leader 1.0", IN_SYNC + "1.0"));
        assertThat(standby.metrics()).doesNotContain(CALLED_AWS, OBJECTS).contains("ecr_operator_leader 0.0");
        assertThat(standby.ready()).isTrue();

        // When
        leader.kill9();
        world.apply("next", "");

        // Then
        await("the standby takes over when the lease has run out")
                .atMost(lease.multipliedBy(2))
                .until(() -> {
                    assertThat(standby.ready()).isTrue();
                    return standby.leads();
                });
        world.awaitInSync("next");
        ProcessWorld.eventually("its cache has the status that it wrote", () -> assertThat(standby.metrics())
                .contains(CALLED_AWS, "ecr_operator_leader 1.0", IN_SYNC + "2.0"));
        assertThat(world.writesDone())
                .containsExactlyInAnyOrder(
                        "CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy", "CreateRepository");
    }
}
