package io.ecroperator.aws.ratelimit;

/**
 * How many events the last second had, from the count of the running second and a share of the one before. Not
 * thread-safe.
 */
final class RateMeter {

    private static final long WINDOW = 1_000_000_000L;

    private long windowStart;
    private double previous;
    private double current;

    RateMeter(long now) {
        windowStart = now;
    }

    void add(long now, int events) {
        advance(now);
        current += events;
    }

    double perSecond(long now) {
        advance(now);
        double elapsed = (double) (now - windowStart) / WINDOW;
        return current + previous * (1 - elapsed);
    }

    private void advance(long now) {
        long windows = (now - windowStart) / WINDOW;
        if (windows > 0) {
            previous = windows == 1 ? current : 0;
            current = 0;
            windowStart += windows * WINDOW;
        }
    }
}
