package io.ecroperator.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Duration BOUND = Duration.ofMinutes(10);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may overflow
    private final Map<String, Integer> failures = new HashMap<>();
    private final Heartbeats heartbeats =
            new Heartbeats(nanos::get, (name, count) -> failures.merge(name, count, Integer::sum));

    @Test
    void shouldMissAScheduleThatIsSilentForLongerThanItsBound() {
        // Given
        Heartbeat schedule = heartbeats.ofSchedule("sweep", BOUND);
        pass(BOUND.multipliedBy(2));
        assertThat(heartbeats.silent()).as("not begun").isEmpty();

        // When
        schedule.beat();
        pass(BOUND);

        // Then
        assertThat(heartbeats.silent()).isEmpty();

        // When
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(heartbeats.silent()).containsExactly("sweep");

        // When
        schedule.run(() -> {});

        // Then
        assertThat(heartbeats.silent()).isEmpty();
    }

    @Test
    void shouldMissWorkOnlyWhileItHangs() {
        // Given
        Heartbeat queue = heartbeats.ofQueue("events", BOUND);
        queue.run(() -> {});
        pass(BOUND.multipliedBy(2));
        assertThat(heartbeats.silent()).as("nothing to do").isEmpty();

        // When
        // Then
        queue.run(() -> {
            pass(BOUND.plusSeconds(1));
            assertThat(heartbeats.silent()).containsExactly("events");
        });
        assertThat(heartbeats.silent()).isEmpty();
    }

    @Test
    void shouldMissAStepThatHangsWhileOthersGoOn() throws Exception {
        // Given
        Heartbeat queue = heartbeats.ofQueue("tokens", BOUND);

        // When
        // Then
        queue.run(() -> {
            pass(BOUND.plusSeconds(1));
            CompletableFuture.runAsync(() -> queue.run(() -> {})).join();
            assertThat(heartbeats.silent()).containsExactly("tokens");
        });
        assertThat(heartbeats.silent()).isEmpty();
    }

    @Test
    void shouldLetNothingOutWhenNotEvenCountingWorks() {
        // Given
        Heartbeat schedule = new Heartbeats(nanos::get, (name, count) -> {
                    if (count > 0) {
                        throw new NoClassDefFoundError("a meter");
                    }
                })
                .ofSchedule("sweep", BOUND);

        // When
        boolean went = schedule.run(() -> {
            throw new AssertionError("a defect");
        });

        // Then
        assertThat(went).isFalse();
    }

    @Test
    void shouldCountWhatThrowsAndLetNothingOut() {
        // Given
        Heartbeat schedule = heartbeats.ofSchedule("sweep", BOUND);
        assertThat(failures).containsExactly(Map.entry("sweep", 0));
        List<Throwable> logged = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                assertThat(entry.getLevel().getName()).isEqualTo("ERROR");
                logged.add(entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger(Heartbeat.class.getName()).addHandler(log);

        // When
        boolean exception = schedule.run(() -> {
            throw new IllegalStateException("a defect");
        });
        boolean error = schedule.run(() -> {
            throw new NoClassDefFoundError("a class");
        });

        // Then
        assertThat(exception).isFalse();
        assertThat(error).isFalse();
        assertThat(failures).containsExactly(Map.entry("sweep", 2));
        Logger.getLogger(Heartbeat.class.getName()).removeHandler(log);
        assertThat(logged).hasExactlyElementsOfTypes(IllegalStateException.class, NoClassDefFoundError.class);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
