package io.ecroperator.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
        for (int event = 0; event < EventRecorder.QUEUE + 5; event++) {
            recorder.normal(ABOUT, "Updated", "number " + event);
        }

        // Then
        assertThat(dropped).hasValue(5);
        answer.countDown();
        recorder.close();
        assertThat(dropped).hasValue(5 + 1 + EventRecorder.QUEUE);
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
