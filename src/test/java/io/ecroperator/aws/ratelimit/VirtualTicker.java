package io.ecroperator.aws.ratelimit;

import java.time.Duration;

/** Time that moves when told to; sleeping moves it too. For one thread. */
final class VirtualTicker implements Ticker {

    private long now = 1;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    void advance(Duration duration) {
        now += duration.toNanos();
    }

    void advanceTo(long nanoTime) {
        now = Math.max(now, nanoTime);
    }
}
