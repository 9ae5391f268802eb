package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.support.LocalCluster;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Error ends in the background, or does not, and that the kubelet hears of it: over HTTP, as it asks. */
class LivenessIT {

    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration LONGER_THAN_ANY_BOUND = Duration.ofMinutes(2);

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
    void shouldNotBeLiveWhenAReplicaNoLongerAsksForTheLease() throws Exception {
        // Given
        OperatorProcess leader = world.process("a", LEASE, new HeldReconciler());
        leader.start();
        OperatorWorld.awaitReady(leader);
        OperatorProcess standby = world.process("b", LEASE, new HeldReconciler());
        standby.start();
        OperatorWorld.awaitReady(standby);
        URI live = live(standby);
        world.pass(LONGER_THAN_ANY_BOUND);
        await("both ask for it")
                .untilAsserted(() -> assertThat(get(live).statusCode()).isEqualTo(200));

        // When
        world.errorInTheElectionOf("b");
        await("the Error").until(world::errorMet);

        // Then
        assertThat(get(live).statusCode()).as("not yet").isEqualTo(200);
        world.pass(LONGER_THAN_ANY_BOUND);
        assertThat(get(live).statusCode()).isEqualTo(503);
        assertThat(silent(live)).isEqualTo("leader-election");
    }

    @Test
    void shouldNotBeLiveWhenAnErrorHasEndedTheTimerOfAKind() throws Exception {
        // Given
        AtomicBoolean error = new AtomicBoolean();
        Metrics metrics = new Metrics() {
            @Override
            public void receivedEvent(Event event, Map<String, Object> metadata) {
                if (!(event instanceof ResourceEvent) && error.compareAndSet(false, true)) {
                    throw new NoClassDefFoundError("once");
                }
            }
        };
        HeldReconciler reconciler = new HeldReconciler();
        OperatorProcess process = world.process("a", LEASE, reconciler, metrics);
        process.start();
        OperatorWorld.awaitReady(process);
        URI live = live(process);
        assertThat(get(live).statusCode()).isEqualTo(200);

        // When
        world.create("{}", "later-once");
        await("an event of the timer").dontCatchUncaughtExceptions().untilTrue(error);

        // Then
        await("the end of the timer")
                .dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(get(live).statusCode()).isEqualTo(503));
        assertThat(silent(live)).isEqualTo("timer of held");
    }

    @Test
    void shouldStartAllTheSameAfterAnError() throws Exception {
        // Given
        AtomicBoolean error = new AtomicBoolean();
        world.beforeKinds(() -> {
            if (error.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("once");
            }
        });
        OperatorProcess process = world.process("a", LEASE, new HeldReconciler());

        // When
        process.start();

        // Then
        OperatorWorld.awaitReady(process);
        assertThat(world.failures("start")).isEqualTo(1);
    }

    private URI live(OperatorProcess process) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + world.liveness(process).port() + "/q/health/live");
    }

    private static String silent(URI live) throws Exception {
        return new ObjectMapper().readTree(get(live).body()).findValue("silent").asText();
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
