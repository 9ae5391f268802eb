package io.ecroperator.runtime;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** How long each object waits before it is tried again after an outcome that is no exception, growing try by try. */
public final class AttemptDelays {

    private final ConcurrentHashMap<ResourceID, Integer> attempts = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    /** Jitter comes from {@code random}. */
    public AttemptDelays(RandomGenerator random) {
        this.random = random;
    }

    /** Counts one more try of the object and says how long it waits: about {@code first}, doubling, at most {@code longest}. */
    public Duration next(ResourceID id, Duration first, Duration longest) {
        int retry = attempts.merge(id, 1, Integer::sum) - 1;
        return new RetrySchedule(first, longest, random).delay(retry);
    }

    /** Starts anew for an object that is well, or gone. */
    public void forget(ResourceID id) {
        attempts.remove(id);
    }
}
