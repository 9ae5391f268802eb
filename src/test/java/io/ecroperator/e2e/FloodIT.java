package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.emulator.FaultPlan;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one namespace has to reconcile, however much, does not delay another. */
@ExtendWith(SharedCluster.class)
class FloodIT {

    private static final int FLOOD = 60;

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private World world;
    private String another;

    @BeforeEach
    void start(LocalCluster cluster) {
        another = cluster.createNamespace("e2e");
        world = World.withoutOperator(cluster);
        world.startOperator(OperatorUnderTest.Options.DEFAULT.withNamespace(another));
        world.faults().follow((operation, repository) -> {
            if (operation.equals("CreateRepository")) {
                called.add(repository);
                answers.acquireUninterruptibly();
            }
            return FaultPlan.Fate.NONE;
        });
    }

    @AfterEach
    void stop() {
        answers.release(10 * FLOOD);
        world.close();
    }

    @Test
    void shouldReconcileAnEditBetweenTheObjectsOfAnotherNamespace() {
        // Given
        for (int number = 0; number < FLOOD; number++) {
            world.apply("flood-" + number, "");
        }
        eventually("every thread waits for AWS", () -> assertThat(called).hasSize(OperatorUnderTest.THREADS));

        // When
        world.user()
                .resource(Serialization.unmarshal("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata: {name: edited, namespace: %s}
                        spec: {repositoryName: edited}
                        """.formatted(another), EcrRepository.class))
                .create();

        // Then
        while (!called.contains("edited")) {
            int before = called.size();
            answers.release();
            eventually("the next call", () -> assertThat(called).hasSizeGreaterThan(before));
        }
        assertThat(called).as("its turn comes long before the last").hasSizeLessThan(FLOOD / 2);
    }
}
