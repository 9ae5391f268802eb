package io.ecroperator.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of a machine that somebody sets, while time passes as ever. */
public final class SettableClock extends Clock {

    private final Clock machine;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    /** Right at first. */
    public SettableClock() {
        this(Clock.systemUTC());
    }

    /** Right at first, by this clock. */
    public SettableClock(Clock machine) {
        this.machine = machine;
    }

    /** Sets it ahead, or back by a negative time. */
    public void jump(Duration by) {
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
