package io.ecroperator.aws.ratelimit;

import java.util.SplittableRandom;

/** What a service grants, request by request. */
@FunctionalInterface
interface Grant {

    /** Whether a request that comes at that moment passes; moments never go back. */
    boolean passes(long nanoTime);

    /** Refuses that share, whatever the rate. */
    static Grant refusing(double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return now -> random.nextDouble() >= share;
    }

    /** As this one until then, as the other from then on. */
    default Grant until(long nanoTime, Grant then) {
        return now -> now < nanoTime ? passes(now) : then.passes(now);
    }

    /** Passes what both pass; what this one refuses, the other does not see. */
    default Grant and(Grant other) {
        return now -> passes(now) && other.passes(now);
    }
}
