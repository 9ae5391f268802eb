package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ratelimit.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers a failure, so that many waiting calls do not repeat in turn what has just failed: 5 seconds after the first one, twice
 * as long after each further one, a minute at most. For one thread at a time.
 */
final class FailureMemory<E extends RuntimeException> {

    private static final Duration FIRST = Duration.ofSeconds(5);

    /** What was mended, such as a trust policy, is noticed that soon. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Ticker ticker;
    private Optional<E> failure = Optional.empty();
    private Duration lasts = Duration.ZERO;
    private long failedAt;

    FailureMemory(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The last failure, while it is too early for another try. */
    Optional<E> remembered() {
        return ticker.nanoTime() - failedAt < lasts.toNanos() ? failure : Optional.empty();
    }

    /** Another try failed. */
    void failed(E thrown) {
        failure = Optional.of(thrown);
        Duration twice = lasts.multipliedBy(2);
        lasts = lasts.isZero() ? FIRST : twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        failedAt = ticker.nanoTime();
    }

    /** A try went well, or something has changed that makes the last failure worthless. */
    void forget() {
        failure = Optional.empty();
        lasts = Duration.ZERO;
    }
}
