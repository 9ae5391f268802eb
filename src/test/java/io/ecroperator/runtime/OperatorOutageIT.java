package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.LocalCluster;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process while the API server is away, or refuses: it stays live, answers probes at once, and gets over it. */
class OperatorOutageIT {

    private static final Duration LONG_LEASE = Duration.ofMinutes(10);
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final String USER = "late";

    private LocalCluster cluster;
    private OperatorWorld world;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start();
        world = OperatorWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
        cluster.close();
    }

    @Test
    void shouldStartWithoutRestartWhenTheApiServerComesLater() throws IOException {
        // Given
        cluster.stopApiServer();
        OperatorProcess process = world.process("a", LONG_LEASE, new HeldReconciler());

        // When
        process.start();

        // Then
        awaitOutage(() -> {
            assertThat(process.ready()).isFalse();
            assertThat(process.leads()).isFalse();
            assertThat(OperatorWorld.live(process)).isTrue();
        });
        cluster.startApiServer();
        OperatorWorld.awaitReady(process);
        await("its turn to lead").until(process::leads);
        assertThat(OperatorWorld.live(process)).isTrue();
    }

    @Test
    void shouldGoOnWhenTheApiServerWasAwayForAWhile() throws IOException {
        // Given
        HeldReconciler reconciler = new HeldReconciler();
        OperatorProcess process = world.process("a", LONG_LEASE, reconciler);
        process.start();
        OperatorWorld.awaitReady(process);

        // When
        cluster.stopApiServer();

        // Then
        awaitOutage(() -> assertThat(OperatorWorld.live(process)).isTrue());
        cluster.startApiServer();
        OperatorWorld.awaitReady(process);
        world.create("{}", "after");
        await("the object to be reconciled")
                .atMost(Duration.ofSeconds(40))
                .until(() -> reconciler.finished().contains("after"));
        assertThat(OperatorWorld.live(process)).isTrue();
        assertThat(world.lost()).isFalse();
    }

    @Test
    void shouldEndSoonWhenStoppedBeforeTheApiServerComes() throws IOException {
        // Given
        cluster.stopApiServer();
        OperatorProcess process = world.process("a", LONG_LEASE, new HeldReconciler());
        process.start();
        awaitThread("InformerWrapper");

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(process::stop);

        // Then
        await("the stop to end").atMost(Duration.ofSeconds(4)).until(stop::isDone);
        cluster.startApiServer();
        assertThat(process.ready()).isFalse();
        assertThat(OperatorWorld.live(process)).isTrue();
    }

    @Test
    void shouldHearEveryEventOnceWhenAnEarlierStartFailed() {
        // Given
        world.allow(USER, "ecr-operator.io", "ecrrepositories");
        AtomicInteger events = new AtomicInteger();
        OperatorProcess process = world.processAs(USER, counting(events));
        process.start();
        await("some starts to fail, for want of a right to the lease")
                .during(Duration.ofSeconds(4))
                .until(() -> !process.ready());

        // When
        world.allow(USER, "coordination.k8s.io", "leases");
        OperatorWorld.awaitReady(process);
        world.create("{}", "api");

        // Then
        await("the object to be heard of").untilAtomic(events, org.hamcrest.Matchers.is(1));
        await("no second one").during(Duration.ofSeconds(1)).untilAtomic(events, org.hamcrest.Matchers.is(1));
        assertThat(OperatorWorld.live(process)).isTrue();
    }

    /** Asks again and again; an answer that blocks fails it too. */
    private static void awaitOutage(ThrowingRunnable holds) {
        await("the outage to pass")
                .during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(10))
                .untilAsserted(holds);
    }

    private static void awaitThread(String prefix) {
        await("a thread named " + prefix).until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(prefix)));
    }

    private static Metrics counting(AtomicInteger events) {
        return new Metrics() {
            @Override
            public void receivedEvent(Event event, Map<String, Object> metadata) {
                events.incrementAndGet();
            }
        };
    }
}
