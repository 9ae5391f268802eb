package io.ecroperator.aws.ratelimit;

import java.time.Duration;

/** Monotonic time and waiting, so that tests can run on virtual time. */
public interface Ticker {

    /** Nanoseconds since some fixed moment, as {@link System#nanoTime()}. */
    long nanoTime();

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
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
