package io.ecroperator.aws.ratelimit;

/** Tokens that come back at a rate and add up to a burst; full at first. */
final class TokenBucket implements Grant {

    private static final double SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledAt;

    TokenBucket(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
    }

    @Override
    public boolean passes(long nanoTime) {
        tokens = Math.min(burst, tokens + (nanoTime - filledAt) * perSecond / SECOND);
        filledAt = nanoTime;
        boolean pass = tokens >= 1;
        tokens -= pass ? 1 : 0;
        return pass;
    }
}
