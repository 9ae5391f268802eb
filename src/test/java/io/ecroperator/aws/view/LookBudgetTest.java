package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookBudgetTest {

    private final VirtualClock clock = new VirtualClock();
    private final LookBudget budget = new LookBudget(clock);

    @Test
    void shouldPermitAFewAtOnceAndThenTenAMinuteHoweverManyAsk() {
        // Then
        assertThat(taken(1_000)).isEqualTo(10);
        assertThat(taken(1_000)).isZero();

        // When
        clock.pass(Duration.ofSeconds(6));

        // Then
        assertThat(taken(1_000)).isEqualTo(1);

        // When
        clock.pass(Duration.ofMinutes(1));

        // Then
        assertThat(taken(1_000)).isEqualTo(10);
    }

    @Test
    void shouldSaveNothingUpInQuietTimes() {
        // When
        clock.pass(Duration.ofDays(1));

        // Then
        assertThat(taken(1_000)).isEqualTo(10);
    }

    private long taken(int asked) {
        return IntStream.range(0, asked).filter(i -> budget.take()).count();
    }
}
