package io.ecroperator.emulator;

import java.time.Duration;

/**
 * How long lists do not yet know of a creation or deletion: the longer of both bounds holds. AWS support states that
 * DescribeRepositories may not find a repository that CreateRepository has just answered (hashicorp/terraform-provider-aws#3849).
 *
 * @param duration time after the change
 * @param reads number of DescribeRepositories calls after the change that would have shown it
 */
public record Lag(Duration duration, int reads) {
    /** Lists are exact. */
    public static final Lag NONE = new Lag(Duration.ZERO, 0);

    /** Refuses negative bounds. */
    public Lag {
        if (duration.isNegative() || reads < 0) {
            throw new IllegalArgumentException("a lag is not negative");
        }
    }
}
