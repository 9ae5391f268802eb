package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class FairThreadsTest {

    private final FairThreads threads = new FairThreads(1);
    private final CountDownLatch start = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        MDC.clear();
        threads.shutdownNow();
    }

    @Test
    void shouldReconcileOneObjectBesideThousandsOfAnotherNamespace() throws InterruptedException {
        // Given
        hold();
        for (int i = 0; i < 5_000; i++) {
            submit("flood", "broken-" + i);
        }

        // When
        submit("team", "edited");
        run();

        // Then
        assertThat(done).hasSize(5_001).startsWith("broken-0", "edited", "broken-1", "broken-2");
    }

    @Test
    void shouldTakeTurnsAmongNamespacesAndKeepTheOrderWithin() throws InterruptedException {
        // Given
        hold();
        submit("a", "a1");
        submit("a", "a2");
        submit("a", "a3");
        submit("b", "b1");
        submit(null, "start1");
        submit("b", "b2");
        submit(null, "start2");

        // When
        run();

        // Then
        assertThat(done).containsExactly("a1", "b1", "start1", "a2", "b2", "start2", "a3");
    }

    @Test
    void shouldGoOnAfterATaskThatThrows() throws InterruptedException {
        // Given
        hold();
        MDC.put("resource.namespace", "a");
        threads.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        submit("a", "a2");

        // When
        run();

        // Then
        assertThat(done).containsExactly("a2");
    }

    @Test
    void shouldRefuseAfterTheEnd() {
        // Given
        threads.shutdown();

        // Then
        assertThatThrownBy(() -> submit("a", "late")).isInstanceOf(RejectedExecutionException.class);
        assertThat(done).isEmpty();
    }

    /** Until {@link #run}. */
    private void hold() {
        threads.execute(() -> {
            try {
                start.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void submit(String namespace, String name) {
        if (namespace == null) {
            MDC.remove("resource.namespace");
        } else {
            MDC.put("resource.namespace", namespace);
        }
        threads.execute(() -> done.add(name));
    }

    private void run() throws InterruptedException {
        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
