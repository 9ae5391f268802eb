package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process without AWS: starts, elections and stops on an API server of its own. */
class OperatorProcessIT {

    /** Longer than any test waits: a lease that another replica gets was given back. */
    private static final Duration LONG_LEASE = Duration.ofMinutes(10);

    private static LocalCluster cluster;

    private OperatorWorld world;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = LocalCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void openWorld() {
        world = OperatorWorld.in(cluster);
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void shouldBeReadyAndIdleWhenAnotherLeads() {
        // Given
        OperatorProcess leader = process("a", LONG_LEASE, new HeldReconciler());
        leader.start();
        OperatorWorld.awaitReady(leader);
        HeldReconciler idle = new HeldReconciler();
        OperatorProcess other = process("b", LONG_LEASE, idle);

        // When
        other.start();

        // Then
        OperatorWorld.awaitReady(other);
        world.create("{}", "api");
        assertThat(other.leads()).isFalse();
        assertThat(idle.seen()).isEmpty();
    }

    @Test
    void shouldHandTheLeaseOverOnlyAndAtOnceWhenTheLastReconcileIsDone() {
        // Given
        HeldReconciler held = new HeldReconciler();
        held.hold();
        OperatorProcess leader = process("a", LONG_LEASE, held);
        leader.start();
        OperatorWorld.awaitReady(leader);
        world.create("{}", "api");
        await("a reconcile to be in flight").until(() -> held.seen().contains("api"));
        OperatorProcess next = process("b", LONG_LEASE, new HeldReconciler());
        next.start();
        OperatorWorld.awaitReady(next);

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(leader::stop);

        // Then
        await("the stop to wait").during(Duration.ofSeconds(2)).until(() -> !stop.isDone() && !next.leads());
        held.release();
        // The SDK asks for the lease in a seventh of its time, here 86 s; what matters is that it is free.
        await("the stop to end").until(stop::isDone);
        assertThat(world.holder()).isEmpty();
        assertThat(held.finished()).containsExactly("api");
        assertThat(world.lost()).isFalse();
    }

    @Test
    void shouldStopOnlyWhenTheLastReconcileWithoutAwsIsDone() {
        // Given
        HeldReconciler held = new HeldReconciler();
        held.hold();
        OperatorProcess process = world.processWithoutAws("a", LONG_LEASE, held);
        process.start();
        OperatorWorld.awaitReady(process);
        world.create("{}", "api");
        await("a reconcile to be in flight").until(() -> held.seen().contains("api"));

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(process::stop);

        // Then
        await("the stop to wait").during(Duration.ofSeconds(1)).until(() -> !stop.isDone());
        held.release();
        await("the stop to end").until(stop::isDone);
        assertThat(world.holder()).isEmpty();
        assertThat(held.finished()).containsExactly("api");
    }

    @Test
    void shouldLeadSoonWhenTheLeaderStops() {
        // Given
        OperatorProcess leader = process("a", Duration.ofSeconds(20), new HeldReconciler());
        leader.start();
        OperatorWorld.awaitReady(leader);
        OperatorProcess next = process("b", Duration.ofSeconds(20), new HeldReconciler());
        next.start();
        OperatorWorld.awaitReady(next);

        // When
        leader.stop();

        // Then
        await("the other to lead before the lease would have run out")
                .atMost(Duration.ofSeconds(10))
                .until(next::leads);
    }

    @Test
    void shouldEndWhenTheLeaseIsLost() {
        // Given
        OperatorProcess leader = process("a", Duration.ofSeconds(6), new HeldReconciler());
        leader.start();
        OperatorWorld.awaitReady(leader);

        // When
        world.editLease(lease -> new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity("thief")
                .withLeaseDurationSeconds(600)
                .endSpec()
                .build());

        // Then
        await("the loss to be noticed").until(world::lost);
        assertThat(leader.leads()).isFalse();
    }

    @Test
    void shouldReconcileTheOthersWhenSomeObjectsCannotBeRead() {
        // Given
        world.create("{\"tags\": \"text\"}", "poison-listed");
        world.create("{}", "good-listed");
        HeldReconciler reconciler = new HeldReconciler();
        OperatorProcess process = process("a", LONG_LEASE, reconciler);
        process.start();
        OperatorWorld.awaitReady(process);

        // When
        world.create("{\"deletionPolicy\": \"Unheard\", \"tags\": [[]]}", "poison-watched");
        world.create("{}", "good-watched");

        // Then
        await("all objects to be reconciled").until(() -> reconciler
                .finished()
                .containsAll(List.of("poison-listed", "good-listed", "poison-watched", "good-watched")));
        assertThat(OperatorWorld.live(process)).isTrue();
        assertThat(process.ready()).isTrue();
    }

    @Test
    void shouldComeBackToAnObjectWhoseReconcileMetAnError() {
        // Given
        HeldReconciler reconciler = new HeldReconciler();
        OperatorProcess process = process("a", LONG_LEASE, reconciler);
        process.start();
        OperatorWorld.awaitReady(process);

        // When
        world.create("{}", "error-once");

        // Then
        await("another look").until(() -> reconciler.finished().contains("error-once"));
    }

    @Test
    void shouldReconcileAnObjectThatCameBackWhileTheOldOneWasReconciled() {
        // Given
        HeldReconciler held = new HeldReconciler();
        OperatorProcess process = world.processToldOfDeletions("a", LONG_LEASE, held);
        process.start();
        OperatorWorld.awaitReady(process);
        held.hold();
        world.create("{}", "api");
        await("a reconcile to be in flight").until(() -> held.seen().contains("api"));

        // When
        String uid = world.recreate("api");
        world.create("{}", "after");
        await("the events to be there, which come in order")
                .until(() -> held.seen().contains("after"));
        held.release();

        // Then
        await("a reconcile of the new one").until(() -> held.served().contains(uid));
    }

    private OperatorProcess process(String identity, Duration lease, HeldReconciler reconciler) {
        return world.process(identity, lease, reconciler);
    }
}
