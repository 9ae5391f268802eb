package io.ecroperator.aws.ratelimit;

import java.time.Duration;

/**
 * How the limiter behaves once AWS has throttled an operation.
 *
 * @param floor calls per second that it never goes below
 * @param cap calls per second that it never goes above
 * @param first calls per second that it tries first, unless there were more
 * @param maxWait the longest that a call waits for its turn; over it the call fails at once
 */
public record RateLimitSettings(double floor, double cap, double first, Duration maxWait) {

    /** Refuses values that make no sense. */
    public RateLimitSettings {
        if (floor <= 0 || cap < floor || first < floor || first > cap || maxWait.isNegative()) {
            throw new IllegalArgumentException("need 0 < floor <= first <= cap and maxWait >= 0");
        }
    }

    /** At least one call in 5 s and at most 500 per second, 100 per second at first, 30 s to wait. */
    public static RateLimitSettings defaults() {
        return new RateLimitSettings(0.2, 500, 100, Duration.ofSeconds(30));
    }
}
