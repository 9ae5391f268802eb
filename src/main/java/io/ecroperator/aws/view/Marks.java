package io.ecroperator.aws.view;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers reads and writes in the order in which they come. A mark is the time in microseconds since 1970, or the next number
 * where that was given out already, so that it also says when it was. Thread-safe.
 */
final class Marks {

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Marks(Clock clock) {
        this.clock = clock;
    }

    /** A mark greater than all before. */
    long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }

    /** When a mark was given out. */
    static Instant time(long mark) {
        return Instant.EPOCH.plus(mark, ChronoUnit.MICROS);
    }
}
