package io.ecroperator.aws.ratelimit;

import java.time.Duration;

/**
 * How the limiter behaves once AWS has throttled an operation.
 *
 * @param floor calls per second that it never goes below
 * @param cap calls per second that it never goes above
 * @param recovery how long it takes to climb back to the rate at which AWS throttled
 * @param maxWait the longest that a call waits for its turn; over it the call fails at once
 */
public record RateLimitSettings(double floor, double cap, Duration recovery, Duration maxWait) {

    /** Refuses values that make no sense. */
    public RateLimitSettings {
        if (floor <= 0 || cap < floor || recovery.toNanos() <= 0 || maxWait.isNegative()) {
            throw new IllegalArgumentException("need 0 < floor <= cap, recovery > 0 and maxWait >= 0");
        }
    }

    /** At least 1 and at most 500 calls per second, 10 s to recover, 30 s to wait. */
    public static RateLimitSettings defaults() {
        return new RateLimitSettings(1, 500, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
}
