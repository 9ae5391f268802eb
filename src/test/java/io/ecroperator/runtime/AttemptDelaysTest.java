package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptDelaysTest {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final ResourceID ONE = new ResourceID("one", "team-a");
    private static final ResourceID OTHER = new ResourceID("one", "team-b");

    private final AttemptDelays delays = new AttemptDelays(new Random(7));

    @Test
    void shouldDoubleUpToTheLongestWhenTriedAgain() {
        // When
        var waits = IntStream.range(0, 10).mapToObj(i -> next(ONE).toSeconds()).toList();

        // Then
        assertThat(waits.get(0)).isBetween(5L, 10L);
        assertThat(waits.get(1)).isBetween(10L, 20L);
        assertThat(waits.get(2)).isBetween(20L, 40L);
        assertThat(waits.get(9)).isBetween(300L, 600L);
    }

    @Test
    void shouldCountEachObjectByItselfWhenOthersFail() {
        // Given
        IntStream.range(0, 10).forEach(i -> next(ONE));

        // When
        Duration wait = next(OTHER);

        // Then
        assertThat(wait).isBetween(FIRST.dividedBy(2), FIRST);
    }

    @Test
    void shouldStartAnewWhenForgotten() {
        // Given
        IntStream.range(0, 10).forEach(i -> next(ONE));

        // When
        delays.forget(ONE);

        // Then
        assertThat(next(ONE)).isBetween(FIRST.dividedBy(2), FIRST);
    }

    @Test
    void shouldCountEveryTryWhenTriesComeAtOnce() {
        // Given
        Duration endless = Duration.ofMillis(1 << 20);

        // When
        IntStream.range(0, 20).parallel().forEach(i -> delays.next(ONE, Duration.ofMillis(1), endless));

        // Then
        assertThat(delays.next(ONE, Duration.ofMillis(1), endless)).isBetween(endless.dividedBy(2), endless);
    }

    private Duration next(ResourceID id) {
        return delays.next(id, FIRST, LONGEST);
    }
}
