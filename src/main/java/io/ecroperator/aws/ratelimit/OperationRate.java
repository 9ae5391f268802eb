package io.ecroperator.aws.ratelimit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The turns of one operation: unlimited until AWS throttles it, then at the estimated rate. All times are nanoseconds of
 * one ticker; does not wait itself. Not thread-safe.
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
    /** Nobody having called for so many turns is a pause. */
    private static final double PAUSE_TURNS = 3;
    /** Nobody throttles an operation any more that was not throttled for so long, in nanoseconds. */
    private static final long OVER = 300_000_000_000L;

    private final RateLimitSettings settings;
    private final RateMeter sent;

    /** Null as long as AWS has not throttled. */
    private RateEstimate estimate;

    /** When AWS began to throttle, before which it did not for a while; null as long as it has not. */
    private Instant throttledSince;

    private long throttledAt;

    private Stretch stretch;
    private long drawn;
    private double called;
    private long calledAt;

    OperationRate(RateLimitSettings settings, long now) {
        this.settings = settings;
        this.sent = new RateMeter(now);
    }

    /** Calls per second; empty as long as AWS has not throttled. */
    OptionalDouble perSecond() {
        return estimate == null ? OptionalDouble.empty() : OptionalDouble.of(estimate.perSecond());
    }

    /** AWS has throttled now. */
    void throttled(long now, Instant time) {
        if (throttledSince(now).isEmpty()) {
            throttledSince = time;
        }
        throttledAt = now;
    }

    /** Since when AWS throttles; empty if it does not, or no longer. */
    Optional<Instant> throttledSince(long now) {
        return Optional.ofNullable(throttledSince).filter(since -> now - throttledAt < OVER);
    }

    /** Draws a turn; empty, and none drawn, if it would be more than the longest wait away. */
    OptionalLong draw(long now) {
        if (estimate == null) {
            return OptionalLong.of(NO_TURN);
        }
        endPause(now);
        if (waitFor(drawn + 1, now) > settings.maxWait().toNanos()) {
            return OptionalLong.empty();
        }
        drawn++;
        return OptionalLong.of(drawn);
    }

    /** Nanoseconds until the turn is called if the rate stays as it is; zero if it is called. */
    long waitFor(long turn, long now) {
        if (turn == NO_TURN) {
            return 0;
        }
        call(now);
        return turn <= called ? 0 : (long) Math.ceil((turn - called) / estimate.perSecond() * SECOND);
    }

    /**
     * Learns from a finished call, which may have been several requests because the SDK repeats some failures itself.
     *
     * @param startedAt when the call was let through
     * @param passed requests that AWS did not throttle
     * @param throttled requests that it did
     */
    void finished(long now, long startedAt, int passed, int throttled) {
        if (estimate == null) {
            sent.add(now, passed + throttled);
            if (throttled > 0) {
                estimate = new RateEstimate(settings, Math.max(settings.first(), sent.perSecond(now)));
                stretch = new Stretch(now);
                calledAt = now;
            }
            return;
        }
        // The repeats drew no turn; everybody waits the longer for them.
        called -= Math.max(0, passed + throttled - 1);
        if (passed + throttled > 0 && stretch.counts(startedAt)) {
            stretch.add(startedAt, passed, throttled);
            if (estimate.enough(stretch)) {
                call(now);
                estimate.learn(stretch);
                stretch = new Stretch(now);
            }
        }
    }

    /** After a pause the time since is not counted as if it had been used. */
    private void endPause(long now) {
        double quiet = (now - stretch.lastAt()) / SECOND;
        if (drawn <= called && quiet > 1 && quiet > PAUSE_TURNS / estimate.perSecond()) {
            call(now);
            if (stretch.refused() == 0) {
                estimate.idle(quiet);
            }
            stretch = new Stretch(now);
        }
    }

    /** Calls the turns that have come up since the last time. */
    private void call(long now) {
        double rate = estimate.perSecond();
        called = Math.min(called + rate * (now - calledAt) / SECOND, drawn + Math.max(1, SLACK_SECONDS * rate));
        calledAt = now;
    }
}
