package io.ecroperator.runtime;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a reconcile that threw is tried again: exponentially later, with jitter, never in step with others, and never
 * given up. The SDK's own schedule ends after five tries.
 */
public final class RetrySchedule implements Retry {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    /** Delays from about {@code first} to at most {@code longest}. */
    public RetrySchedule(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    @Override
    public RetryExecution initExecution() {
        return new Execution();
    }

    /** The delay before the given retry, counted from 0: at least half of the exponential one, at most all of it. */
    public Duration delay(int retry) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(retry, 20));
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }

    private final class Execution implements RetryExecution {

        private int retries;

        @Override
        public Optional<Long> nextDelay() {
            Duration delay = delay(retries);
            retries = retries + 1;
            return Optional.of(delay.toMillis());
        }

        @Override
        public int getAttemptCount() {
            return retries;
        }

        @Override
        public boolean isLastAttempt() {
            return false;
        }
    }
}
