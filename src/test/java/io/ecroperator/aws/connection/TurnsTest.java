package io.ecroperator.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final AtomicBoolean alone = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private final Turns turns = new Turns(8, alone::get, nanos::get);

    @Test
    void shouldLeaveTwoThreadsToOtherRegistries() {
        for (int begun = 0; begun < 6; begun++) {
            assertThat(turns.begin()).isPresent();
        }
        assertThat(turns.begin()).isEmpty();
    }

    @Test
    void shouldHaveFewUnderWayOnceOneTakesLong() {
        // Given
        Turn hanging = turns.begin().orElseThrow();
        Turn other = turns.begin().orElseThrow();

        // When
        nanos.addAndGet(Turns.LONG.toNanos() + 1);

        // Then
        assertThat(turns.begin()).isEmpty();

        // When
        other.end();

        // Then
        Turn next = turns.begin().orElseThrow();
        assertThat(turns.begin()).isEmpty();

        // When
        next.end();
        hanging.end();

        // Then
        assertThat(turns.begin()).isPresent();
        assertThat(turns.begin()).isPresent();
        assertThat(turns.begin()).isPresent();
    }

    @Test
    void shouldHoldNobodyBackWhereNoOtherRegistryCouldNeedTheThreads() {
        // Given
        alone.set(true);
        turns.begin();
        turns.begin();

        // When
        nanos.addAndGet(Turns.LONG.toNanos() + 1);

        // Then
        assertThat(turns.begin()).isPresent();
    }
}
