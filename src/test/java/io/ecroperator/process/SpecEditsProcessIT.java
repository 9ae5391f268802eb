package io.ecroperator.process;

import static io.ecroperator.process.ProcessWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.emulator.Fault;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits that come while the operator ends, or while none runs, count when the next one starts; nobody touches the object. */
@ExtendWith(SharedCluster.class)
class SpecEditsProcessIT {

    /** What a JVM exits with after SIGTERM: 128 + 15. */
    private static final int TERMINATED = 143;

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateRepository", "TagResource"})
    void shouldFollowAnEditThatComesWhileItStopsWithACallInFlight(String operation) {
        // Given
        OperatorJar operator = world.startReady();
        if (operation.equals("TagResource")) {
            world.apply("api", "tags: {step: '1', env: x}");
            world.awaitInSync("api");
        }
        Fault hold = world.emulator().faults().on(operation).times(1).hold();
        world.apply("api", "tags: {step: '2', env: test}");
        eventually("the call is in flight", () -> assertThat(hold.hits()).isOne());

        // When
        operator.terminate();
        eventually("it is stopping", () -> assertThat(operator.ready()).isFalse());
        world.apply("api", "tags: {step: '3'}");
        hold.release();

        // Then
        assertThat(operator.awaitExit()).as(operator.output()).isEqualTo(TERMINATED);
        assertThat(world.ecr().tags("api")).containsKey("step");

        // When
        world.startReady();

        // Then
        world.awaitInSync("api");
        assertThat(world.ecr().tags("api")).containsEntry("step", "3").doesNotContainKey("env");
    }

    @Test
    void shouldFollowTheLastOfTheEditsThatCameWhileNoneRan() {
        // Given
        OperatorJar operator = world.startReady();
        world.apply("api", "tags: {step: '1', env: test}\n" + ProcessWorld.BOTH_POLICIES);
        world.awaitInSync("api");
        operator.terminate();
        operator.awaitExit();
        world.emulator().calls().reset();

        // When
        world.apply("api", "tags: {step: '2', team: a}\n" + ProcessWorld.BOTH_POLICIES);
        world.apply("api", "tags: {step: '3'}\nimageTagMutability: IMMUTABLE");
        world.apply("api", "tags: {step: '4'}\nlifecyclePolicy: {rules: []}\nrepositoryPolicy: {statements: []}");
        world.startReady();

        // Then
        world.awaitInSync("api");
        assertThat(world.ecr().tags("api"))
                .containsEntry("step", "4")
                .doesNotContainKey("env")
                .doesNotContainKey("team");
        assertThat(world.ecr().lifecyclePolicyText("api")).isEmpty();
        assertThat(world.ecr().repositoryPolicyText("api")).isEmpty();
        assertThat(world.writesDone())
                .containsExactlyInAnyOrder(
                        "UntagResource", "TagResource", "DeleteLifecyclePolicy", "DeleteRepositoryPolicy");
    }

    @Test
    void shouldDeleteWhatWasDeletedWhileNoneRan() {
        // Given
        OperatorJar operator = world.startReady();
        world.apply("api", "");
        world.awaitInSync("api");
        operator.terminate();
        operator.awaitExit();

        // When
        world.kubectl("delete", "ecrrepository", "api", "--wait=false");
        world.startReady();

        // Then
        eventually("both are gone", () -> {
            assertThat(world.user()
                            .resources(EcrRepository.class)
                            .inNamespace(world.namespace())
                            .withName("api")
                            .get())
                    .isNull();
            assertThat(world.ecr().repositoryNames()).isEmpty();
        });
    }
}
