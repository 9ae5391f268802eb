package io.ecroperator.aws.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Has work on one registry leave threads to the others: some at any time, and most of them where a piece of it takes long, since
 * AWS throttles or does not answer. Thread-safe.
 */
final class Turns {

    /** Longer than all calls for one object take where AWS answers. */
    static final Duration LONG = Duration.ofSeconds(3);

    /** So many may be under way once one takes long. */
    static final int WHILE_LONG = 2;

    /** So many threads are for the other registries. */
    private static final int LEFT = 2;

    private final int most;
    private final BooleanSupplier alone;
    private final LongSupplier nanoTime;
    private final Map<Turn, Long> underWay = new ConcurrentHashMap<>();

    /**
     * None is under way.
     *
     * @param threads those of all registries
     * @param alone whether there is no other registry that could need the threads
     */
    Turns(int threads, BooleanSupplier alone, LongSupplier nanoTime) {
        this.most = Math.max(1, threads - LEFT);
        this.alone = alone;
        this.nanoTime = nanoTime;
    }

    /** Begins a piece of work, to be ended; empty if it has to wait for another one to end. */
    Optional<Turn> begin() {
        int bound = takesLong() ? Math.min(WHILE_LONG, most) : most;
        if (underWay.size() >= bound && !alone.getAsBoolean()) {
            return Optional.empty();
        }
        Turn turn = new Turn(this);
        underWay.put(turn, nanoTime.getAsLong());
        return Optional.of(turn);
    }

    /** Whether a piece of work is under way that takes long. */
    boolean takesLong() {
        long now = nanoTime.getAsLong();
        return underWay.values().stream().anyMatch(began -> now - began > LONG.toNanos());
    }

    void end(Turn turn) {
        underWay.remove(turn);
    }
}
