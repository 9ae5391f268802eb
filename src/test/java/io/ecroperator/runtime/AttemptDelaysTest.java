package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AttemptDelaysTest {

    private static final ResourceID ONE = new ResourceID("one", "team");
    private static final ResourceID OTHER = new ResourceID("other", "team");

    @Property
    void shouldGrowUpToTheBoundAndNeverBeyond(
            @ForAll @IntRange(min = 1, max = 600) int first,
            @ForAll @IntRange(min = 1, max = 3_600) int longest,
            @ForAll @IntRange(min = 1, max = 60) int tries,
            @ForAll long seed) {
        // Given
        AttemptDelays delays = new AttemptDelays(new Random(seed));
        Duration bound = Duration.ofSeconds(longest);

        // When
        for (int i = 0; i < tries; i++) {
            Duration delay = delays.next(ONE, Duration.ofSeconds(first), bound);

            // Then
            long ceiling = (long) Math.min((double) bound.toMillis(), first * 1_000.0 * Math.pow(2, i));
            assertThat(delay.toMillis()).isPositive().isBetween(ceiling / 2, ceiling);
        }
    }

    @Example
    void shouldStartAnewWhenForgotten() {
        // Given
        AttemptDelays delays = new AttemptDelays(new Random(1));
        for (int i = 0; i < 10; i++) {
            delays.next(ONE, Duration.ofSeconds(1), Duration.ofHours(1));
        }

        // When
        delays.forget(ONE);

        // Then
        assertThat(delays.next(ONE, Duration.ofSeconds(1), Duration.ofHours(1)))
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Example
    void shouldCountEachObjectForItself() {
        // Given
        AttemptDelays delays = new AttemptDelays(new Random(1));
        for (int i = 0; i < 10; i++) {
            delays.next(ONE, Duration.ofSeconds(1), Duration.ofHours(1));
        }

        // Then
        assertThat(delays.next(OTHER, Duration.ofSeconds(1), Duration.ofHours(1)))
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(delays.next(ONE, Duration.ofSeconds(1), Duration.ofHours(1))).isGreaterThan(Duration.ofMinutes(8));
    }
}
