package io.ecroperator.aws.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many repositories may be looked at one by one while the registry as a whole cannot be listed: a few at once, then one
 * every few seconds, however many objects wait. So an edit still gets through, and an AWS in trouble is left alone.
 * Thread-safe.
 */
public final class LookBudget {

    private static final int AT_ONCE = 10;
    private static final Duration EACH = Duration.ofSeconds(6);

    private final Clock clock;
    private Instant paidUntil = Instant.MIN;

    LookBudget(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more may be looked at now; if so, it counts. */
    public synchronized boolean take() {
        Instant now = clock.instant();
        Instant from = paidUntil.isBefore(now) ? now : paidUntil;
        Instant after = from.plus(EACH);
        if (after.isAfter(now.plus(EACH.multipliedBy(AT_ONCE)))) {
            return false;
        }
        paidUntil = after;
        return true;
    }
}
