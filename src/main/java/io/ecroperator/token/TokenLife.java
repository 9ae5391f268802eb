package io.ecroperator.token;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when a token lives, by two clocks: ours and AWS's.
 *
 * @param mintedAt when we got it, by our clock, in whole seconds
 * @param expiresAt when AWS stops accepting it, by AWS's clock
 */
public record TokenLife(Instant mintedAt, Instant expiresAt) {

    /** As long as AWS lets a token live; with a clock that is behind it may look longer. */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** A clock that is set back by less is taken for the same. */
    private static final Duration SLEW = Duration.ofMinutes(1);

    /** The part of half a life by which a token may be replaced early, when another of the same Secret is due. */
    private static final int ALONG = 20;

    /** The part of half a life by which rotations are spread, in thousandths. */
    private static final int SPREAD = 100;

    /**
     * When to replace the token: at half of its life, and up to a tenth of that earlier.
     *
     * @param seed spreads rotations, always in the same way: a restart must not change what is due
     */
    public Instant rotateAt(String seed) {
        Duration half = half();
        int early = Math.floorMod(seed.hashCode(), SPREAD);
        return mintedAt.plus(half.minus(half.multipliedBy(early).dividedBy(1000)));
    }

    /** Whether to replace it now: its time has come, or the clock has been set back to before its birth. */
    public boolean isDue(Instant now, String seed) {
        return now.isBefore(mintedAt.minus(SLEW)) || !now.isBefore(rotateAt(seed));
    }

    /** Whether to replace it too when another of the same Secret is due, so that one write serves both. */
    public boolean isDueSoon(Instant now, String seed) {
        return isDue(now, seed) || !now.isBefore(rotateAt(seed).minus(half().dividedBy(ALONG)));
    }

    private Duration half() {
        Duration life = Duration.between(mintedAt, expiresAt);
        Duration half = (life.compareTo(LONGEST) > 0 ? LONGEST : life).dividedBy(2);
        return half.isNegative() ? Duration.ZERO : half;
    }

    /** Whether AWS no longer accepts it. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
