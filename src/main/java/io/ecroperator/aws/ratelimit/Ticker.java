package io.ecroperator.aws.ratelimit;

import java.time.Duration;
import java.time.Instant;

/** Monotonic time and waiting, so that tests can run on virtual time. */
public interface Ticker {

    /** Nanoseconds since some fixed moment, as {@link System#nanoTime()}. */
    long nanoTime();

    /** The time of day, for people. */
    Instant now();

    /** Waits that long, or until the thread is interrupted. */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own time. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
