package io.ecroperator.aws.ratelimit;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The rate of one operation: additive increase, multiplicative decrease. All times are nanoseconds of one ticker; does
 * not wait itself. Not thread-safe.
 *
 * <p>Callers draw numbered turns; the numbers are called at the present rate. So a change of the rate holds for those
 * too that wait already, which no one fixed moment per caller could do.
 */
final class OperationRate {

    private static final double SECOND = 1e9;
    /** A caller that never waits; turns are numbered from 1. */
    private static final long NO_TURN = 0;
    // Makes up for waits that end late, without letting a burst through.
    private static final double SLACK_SECONDS = 0.1;
    // A rate at the floor would never climb if its slope came from that rate alone; calls per second, per second.
    private static final double LEAST_SLOPE = 0.1;

    private final RateLimitSettings settings;
    private final RateMeter accepted;

    private boolean limited;
    private double rateAtDecrease;
    private double slope;
    private long lastDecrease;

    private long drawn;
    private double called;
    private long calledAt;

    OperationRate(RateLimitSettings settings, long now) {
        this.settings = settings;
        this.accepted = new RateMeter(now);
    }

    /** Calls per second; empty as long as AWS has not throttled. */
    OptionalDouble perSecond(long now) {
        return limited ? OptionalDouble.of(rate(now)) : OptionalDouble.empty();
    }

    /** Draws a turn; empty, and none drawn, if it would be more than the longest wait away. */
    OptionalLong draw(long now) {
        if (!limited) {
            return OptionalLong.of(NO_TURN);
        }
        if (waitFor(drawn + 1, now) > settings.maxWait().toNanos()) {
            return OptionalLong.empty();
        }
        drawn++;
        return OptionalLong.of(drawn);
    }

    /** Nanoseconds until the turn is called if AWS does not throttle again; zero if it is called. */
    long waitFor(long turn, long now) {
        if (turn == NO_TURN) {
            return 0;
        }
        call(now);
        return turn <= called ? 0 : (long) Math.ceil(secondsFor(turn - called, now) * SECOND);
    }

    /**
     * Learns from a finished call, which may have been several requests because the SDK repeats some failures itself.
     *
     * @param startedAt when the call was let through
     * @param passed requests that AWS did not throttle
     * @param throttled requests that it did
     */
    void finished(long now, long startedAt, int passed, int throttled) {
        accepted.add(now, passed);
        // Calls let through before the last decrease say nothing about the rate since.
        if (throttled > 0 && (!limited || startedAt - lastDecrease > 0)) {
            decrease(now);
        }
        // The repeats drew no turn; everybody waits the longer for them.
        called -= limited ? Math.max(0, passed + throttled - 1) : 0;
    }

    private void decrease(long now) {
        double measured = accepted.perSecond(now);
        double reached = limited ? Math.min(measured, rate(now)) : measured;
        if (limited) {
            call(now);
        } else {
            limited = true;
            calledAt = now;
        }
        rateAtDecrease = Math.clamp(reached / 2, settings.floor(), settings.cap());
        slope = Math.max(
                LEAST_SLOPE,
                (reached - rateAtDecrease) * SECOND / settings.recovery().toNanos());
        lastDecrease = now;
    }

    /** Calls the turns that have come up since the last time. */
    private void call(long now) {
        double meanRate = (rate(calledAt) + rate(now)) / 2;
        called =
                Math.min(called + meanRate * (now - calledAt) / SECOND, drawn + Math.max(1, SLACK_SECONDS * rate(now)));
        calledAt = now;
    }

    /**
     * Seconds in which that many turns come up at a rate that climbs meanwhile. Waiting by the present rate alone would
     * wake the last in a long queue late, and together.
     */
    private double secondsFor(double turns, long now) {
        double present = rate(now);
        double climbing = (Math.sqrt(present * present + 2 * slope * turns) - present) / slope;
        return Math.max(climbing, turns / settings.cap());
    }

    private double rate(long now) {
        return Math.min(settings.cap(), rateAtDecrease + slope * (now - lastDecrease) / SECOND);
    }
}
