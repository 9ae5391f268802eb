package io.ecroperator.aws.ratelimit;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An upper bound of the calls to one account and region, whatever they call. The calls of a second may go at once, if none
 * went in the second before. All times are nanoseconds of one ticker; does not wait itself. Thread-safe.
 */
public final class CallCeiling {

    private static final long SECOND = 1_000_000_000L;

    /** Between two calls; zero if there is no bound. */
    private long interval;

    private boolean used;

    /** When the next call may go at the earliest, apart from those that were saved up. */
    private long next;

    /** Sets the bound; empty for none. */
    public synchronized void limit(OptionalInt callsPerSecond) {
        interval = callsPerSecond.isPresent() ? SECOND / callsPerSecond.getAsInt() : 0;
    }

    /** Draws the turn of a call: nanoseconds until it comes. Empty, and none drawn, if that is longer than the longest wait. */
    synchronized OptionalLong draw(long now, long longestWait) {
        if (interval == 0) {
            used = false;
            return OptionalLong.of(0);
        }
        long saved = now - (SECOND - interval);
        next = used ? Math.max(next, saved) : saved;
        used = true;
        long wait = Math.max(0, next - now);
        if (wait > longestWait) {
            return OptionalLong.empty();
        }
        next += interval;
        return OptionalLong.of(wait);
    }
}
