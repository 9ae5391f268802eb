package io.ecroperator.aws.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: right when it begins, and from then on as fast as time. What compares times with each other is not
 * led astray by it: on a clock that somebody sets back by hours nothing would be due for hours, and what is old would look
 * fresh.
 */
public final class SteadyClock extends Clock {

    private final Instant began;
    private final long beganNanos;
    private final LongSupplier nanoTime;

    /** Takes the time of the other clock once; {@code nanoTime} is as of {@link System#nanoTime}. */
    public SteadyClock(Clock rightNow, LongSupplier nanoTime) {
        this.began = rightNow.instant();
        this.beganNanos = nanoTime.getAsLong();
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.ofNanos(nanoTime.getAsLong() - beganNanos));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
