package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryScheduleTest {

    @Property
    void shouldStayBetweenHalfAndAllOfADoublingCeiling(
            @ForAll @LongRange(min = 1, max = 3_600_000) long first,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int retry,
            @ForAll long seed) {
        // Given
        RetrySchedule schedule =
                new RetrySchedule(Duration.ofMillis(first), Duration.ofMillis(longest), new Random(seed));
        double doubled = first * Math.pow(2, Math.min(retry, 20));
        long ceiling = (long) Math.min((double) longest, doubled);

        // When
        long delay = schedule.delay(retry).toMillis();

        // Then
        assertThat(delay).isBetween(ceiling / 2, ceiling);
    }

    @Property
    void shouldNeverGiveUp(@ForAll @IntRange(min = 1, max = 200) int retries, @ForAll long seed) {
        // Given
        RetryExecution execution =
                new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(seed)).initExecution();

        // When
        for (int i = 1; i <= retries; i++) {
            assertThat(execution.nextDelay())
                    .hasValueSatisfying(delay -> assertThat(delay).isBetween(500L, 300_000L));
            assertThat(execution.getAttemptCount()).isEqualTo(i);
        }

        // Then
        assertThat(execution.isLastAttempt()).isFalse();
    }

    @Example
    void shouldSpreadObjectsThatFailTogether() {
        // Given
        RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(10), Duration.ofMinutes(5), new Random(1));

        // When
        long distinct = LongStream.range(0, 1_000)
                .map(each -> schedule.delay(0).toMillis())
                .distinct()
                .count();

        // Then
        assertThat(distinct).isGreaterThan(700);
    }

    @Example
    void shouldCountEachExecutionForItself() {
        // Given
        RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(1), Duration.ofHours(1), new Random(1));
        RetryExecution one = schedule.initExecution();
        for (int i = 0; i < 10; i++) {
            one.nextDelay();
        }

        // Then
        assertThat(schedule.initExecution().nextDelay())
                .hasValueSatisfying(delay -> assertThat(delay).isLessThanOrEqualTo(1_000L));
    }
}
