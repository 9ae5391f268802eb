package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.ratelimit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureMemoryTest {

    private final VirtualTicker ticker = new VirtualTicker();
    private final FailureMemory<IllegalStateException> failures = new FailureMemory<>(ticker);

    @Test
    void shouldRememberEachFurtherFailureForLongerAndNoneForMoreThanAMinute() {
        // Given
        List<Long> remembered = new ArrayList<>();

        // When
        for (int i = 0; i < 6; i++) {
            failures.failed(new IllegalStateException());
            long since = ticker.nanoTime();
            while (failures.remembered().isPresent()) {
                ticker.advance(Duration.ofSeconds(1));
            }
            remembered.add(Duration.ofNanos(ticker.nanoTime() - since).toSeconds());
        }

        // Then
        assertThat(remembered).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void shouldBeginAnewAfterASuccess() {
        // Given
        failures.failed(new IllegalStateException());
        failures.failed(new IllegalStateException());

        // When
        failures.forget();

        // Then
        assertThat(failures.remembered()).isEmpty();
        failures.failed(new IllegalStateException());
        ticker.advance(Duration.ofSeconds(5));
        assertThat(failures.remembered()).isEmpty();
    }
}
