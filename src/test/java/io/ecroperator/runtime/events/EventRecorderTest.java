package io.ecroperator.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.heartbeat.Heartbeats;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRecorderTest {

    private static final ConfigMap ABOUT = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("api")
            .withNamespace("team-a")
            .withUid("1")
            .endMetadata()
            .build();

    @Test
    void shouldDropAndCountAndNotWaitWhenTheApiServerHangs() {
        // Given
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        KubernetesClient hanging = mock(KubernetesClient.class);
        when(hanging.resource(any(Event.class))).thenAnswer(call -> {
            asked.countDown();
            answer.await();
            throw new KubernetesClientException("away");
        });
        AtomicInteger dropped = new AtomicInteger();
        EventRecorder recorder = new EventRecorder(hanging, Clock.systemUTC(), dropped::incrementAndGet);
        recorder.normal(ABOUT, "Updated", "first");
        await("the first to be sent").until(() -> asked.getCount() == 0);

        // When
        for (int event = 0; event < EventRecorder.QUEUE_OF_NAMESPACE + 5; event++) {
            recorder.normal(ABOUT, "Updated", "number " + event);
        }

        // Then
        assertThat(dropped).hasValue(5);
        answer.countDown();
        recorder.close(); // waits some seconds, on a slow machine not for the one that is being written
        await("every Event counts").until(() -> dropped.get() == 5 + 1 + EventRecorder.QUEUE_OF_NAMESPACE);
    }

    @Test
    void shouldNeitherDropNorDelayAnEventForTheFloodOfAnotherNamespace() {
        // Given
        List<String> written = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch flooded = new CountDownLatch(1);
        KubernetesClient client = mock(KubernetesClient.class);
        when(client.resource(any(Event.class))).thenAnswer(call -> {
            flooded.await();
            written.add(call.<Event>getArgument(0).getMetadata().getNamespace());
            throw new KubernetesClientException("as far as it goes here");
        });
        EventRecorder recorder = new EventRecorder(client, Clock.systemUTC(), () -> {}, writing -> Duration.ZERO);

        // When
        for (int event = 0; event < EventRecorder.QUEUE; event++) {
            recorder.warning(ABOUT, "NotPermitted", "number " + event);
        }
        recorder.normal(
                new ConfigMapBuilder(ABOUT)
                        .editMetadata()
                        .withNamespace("team-b")
                        .endMetadata()
                        .build(),
                "Updated",
                "tags");
        flooded.countDown();
        recorder.close();

        // Then
        assertThat(written.subList(0, 3)).containsOnlyOnce("team-b");
    }

    @Test
    void shouldWriteTheNextEventAndCountWhenOneMeetsAnError() {
        // Given
        AtomicInteger written = new AtomicInteger();
        KubernetesClient broken = mock(KubernetesClient.class);
        when(broken.resource(any(Event.class)))
                .thenThrow(new NoClassDefFoundError("a class"))
                .thenAnswer(call -> {
                    written.incrementAndGet();
                    throw new KubernetesClientException("as far as it goes here");
                });
        AtomicInteger dropped = new AtomicInteger();
        Map<String, Integer> failures = new ConcurrentHashMap<>();
        Heartbeats heartbeats =
                new Heartbeats(System::nanoTime, (name, count) -> failures.merge(name, count, Integer::sum));
        EventRecorder recorder = new EventRecorder(
                broken,
                Clock.systemUTC(),
                () -> {
                    if (dropped.incrementAndGet() == 1) {
                        throw new AssertionError("a meter");
                    }
                },
                heartbeats);

        // When
        recorder.normal(new ConfigMap(), "Updated", "of an object that nobody can tell of");
        recorder.normal(ABOUT, "Updated", "first");
        recorder.normal(ABOUT, "Updated", "second");
        recorder.close();

        // Then
        assertThat(written).hasValue(1);
        assertThat(dropped).as("each that was lost").hasValue(3);
        assertThat(failures).as("the object, a meter, the write").containsEntry("events", 3);
        assertThat(heartbeats.silent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.004S, PT0.012S", "PT0.2S, PT0.6S", "PT0.4S, PT1S", "PT1M, PT1S"})
    void shouldRestLongerThanTheApiServerTookForAnEvent(Duration writing, Duration rest) {
        assertThat(EventRecorder.restAfter(writing)).isEqualTo(rest);
    }

    @Test
    void shouldSendWhatWaitsWithoutARestWhenItIsClosed() {
        // Given
        AtomicInteger written = new AtomicInteger();
        KubernetesClient client = mock(KubernetesClient.class);
        when(client.resource(any(Event.class))).thenAnswer(call -> {
            written.incrementAndGet();
            throw new KubernetesClientException("away");
        });
        CountDownLatch resting = new CountDownLatch(1);
        EventRecorder recorder = new EventRecorder(client, Clock.systemUTC(), () -> {}, writing -> {
            resting.countDown();
            return Duration.ofHours(1);
        });
        recorder.normal(ABOUT, "Updated", "first");
        recorder.normal(ABOUT, "Updated", "second");
        await("the rest after the first").until(() -> resting.getCount() == 0);
        assertThat(written).hasValue(1);

        // When
        recorder.close();

        // Then
        assertThat(written).hasValue(2);
    }

    @Test
    void shouldWriteNothingWhenSilent() {
        // Given
        EventRecorder recorder = EventRecorder.silent();

        // When
        recorder.warning(ABOUT, "Updated", "tags");

        // Then
        assertThat(recorder).satisfies(EventRecorder::close);
    }
}
