package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Property
    void shouldStayBetweenHalfAndAllOfTheExponentialDelayWhenRetried(
            @ForAll @LongRange(min = 1, max = 60_000) long first,
            @ForAll @LongRange(min = 60_000, max = 3_600_000) long longest,
            @ForAll @IntRange(max = 10_000) int retry,
            @ForAll long seed) {
        // Given
        RetrySchedule schedule =
                new RetrySchedule(Duration.ofMillis(first), Duration.ofMillis(longest), new Random(seed));
        double exponential = Math.min(longest, first * Math.pow(2, retry));

        // When
        long delay = schedule.delay(retry).toMillis();

        // Then
        assertThat((double) delay).isBetween(Math.floor(exponential / 2), exponential);
    }

    @Test
    void shouldNeverGiveUpWhenTriedForALongTime() {
        // Given
        RetryExecution execution =
                new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1)).initExecution();

        // When
        boolean alwaysAnother = IntStream.range(0, 5_000)
                .allMatch(i -> execution.nextDelay().isPresent() && !execution.isLastAttempt());

        // Then
        assertThat(alwaysAnother).isTrue();
        assertThat(execution.getAttemptCount()).isEqualTo(5_000);
    }

    @Test
    void shouldCountEachExecutionByItselfWhenSeveralRun() {
        // Given
        RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1));
        RetryExecution tried = schedule.initExecution();
        IntStream.range(0, 20).forEach(i -> tried.nextDelay());

        // When
        long first = schedule.initExecution().nextDelay().orElseThrow();

        // Then
        assertThat(first).isBetween(500L, 1_000L);
        assertThat(tried.nextDelay().orElseThrow()).isBetween(150_000L, 300_000L);
    }
}
