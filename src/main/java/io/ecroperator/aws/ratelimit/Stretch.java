package io.ecroperator.aws.ratelimit;

/**
 * What became of the requests that were sent since a moment, all of them at one rate. Requests sent before it do not
 * count, whenever they end: they say nothing about that rate. Not thread-safe.
 */
final class Stretch {

    private static final double SECOND = 1e9;

    private final long from;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private int sent;
    private int refused;

    /** Counts what is sent from that moment on. */
    Stretch(long from) {
        this.from = from;
    }

    /** Whether requests sent at that moment count. */
    boolean counts(long sentAt) {
        return sentAt >= from;
    }

    void add(long sentAt, int passed, int throttled) {
        first = Math.min(first, sentAt);
        last = Math.max(last, sentAt);
        sent += passed + throttled;
        refused += throttled;
    }

    int sent() {
        return sent;
    }

    int refused() {
        return refused;
    }

    /** The share of the requests that AWS throttled, 0 to 1. */
    double refusedShare() {
        return (double) refused / sent;
    }

    /** When the last one was sent, or the beginning of the stretch if that is later or there is none. */
    long lastAt() {
        return Math.max(from, last);
    }

    /** From the first to the last, in seconds. */
    double seconds() {
        return Math.max(0, last - first) / SECOND;
    }

    /** Requests per second, at most that many: the last one begins an interval that is not over. */
    double sentPerSecond(double atMost) {
        return Math.min(atMost, (sent - 1) / Math.max(seconds(), 1 / SECOND));
    }
}
