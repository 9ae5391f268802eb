package io.ecroperator.aws.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when told to; sleeping moves it too. */
public final class VirtualTicker implements Ticker {

    private final AtomicLong now = new AtomicLong(1);

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(now.get());
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    public void advance(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    void advanceTo(long nanoTime) {
        now.accumulateAndGet(nanoTime, Math::max);
    }
}
