package io.ecroperator.e2e;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, which the test sets ahead or back. */
final class SettableClock extends Clock {

    private final Clock machine = Clock.systemUTC();
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    /** Sets it ahead, or back by a negative time. */
    void jump(Duration by) {
        offset.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
