package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of the process in the middle of its work: asked for, as by a rollout, or not. */
@ExtendWith(SharedCluster.class)
class StopProcessIT {

    /** What a JVM exits with after SIGTERM: 128 + 15. */
    private static final int TERMINATED = 143;

    private static final String[] CREATION = {"CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy"};

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
    void shouldFinishTheCallInFlightWhenToldToStop() {
        // Given
        OperatorJar operator = world.startReady();
        world.emulator().faults().on("PutLifecyclePolicy").times(1).delay(Duration.ofSeconds(3));
        world.emulator().faults().on("SetRepositoryPolicy").times(1).delay(Duration.ofSeconds(3));
        world.apply("api", ProcessWorld.BOTH_POLICIES);
        ProcessWorld.eventually(
                "the repository is created and a policy is under way",
                () -> assertThat(world.writesDone()).contains("CreateRepository"));

        // When
        operator.terminate();
        int exitCode = operator.awaitExit();

        // Then
        assertThat(exitCode).as(operator.output()).isEqualTo(TERMINATED);
        assertThat(world.writesDone()).as(operator.output()).containsExactlyInAnyOrder(CREATION);
        world.awaitInSync("api"); // written before it ended: nobody else is there

        // When
        world.startReady();
        world.apply("later", "");
        world.awaitInSync("later");

        // Then
        assertThat(world.callsOn("api"))
                .extracting(call -> call.operation())
                .filteredOn(operation ->
                        operation.startsWith("Create") || operation.startsWith("Put") || operation.startsWith("Set"))
                .containsExactlyInAnyOrder(CREATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutLifecyclePolicy", "SetRepositoryPolicy"})
    void shouldGoOnAfterKill9(String operation) {
        // Given
        OperatorJar operator = world.startReady();
        world.emulator().faults().on(operation).reset();
        world.apply("api", ProcessWorld.BOTH_POLICIES);
        ProcessWorld.eventually(
                "the creation is stuck half way",
                () -> assertThat(world.emulator().calls().count(operation)).isPositive());

        // When
        operator.kill9();
        world.emulator().faults().clear();
        world.startReady();

        // Then
        world.awaitInSync("api");
        assertThat(world.writesDone()).containsExactlyInAnyOrder(CREATION);
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
        assertThat(world.ecr().repositoryPolicyText("api")).isPresent();
        assertThat(world.ecr().lifecyclePolicyText("api")).isPresent();
    }
}
