package io.ecroperator.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Token buckets per account, region and operation, as AWS throttles. An operation without a limit is never throttled. */
public final class RateLimits {
    private final InstantSource clock;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** Tokens per second and the most that add up. */
    private record Limit(double rate, int burst) {}

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Limits an operation, or all that have no limit of their own. Buckets start full.
     *
     * @param operation operation name or {@link Faults#ANY}
     * @param ratePerSecond tokens that come back per second
     * @param burst size of the bucket
     */
    public void limit(String operation, double ratePerSecond, int burst) {
        limits.put(operation, new Limit(ratePerSecond, burst));
        buckets.clear();
    }

    /** Takes all limits away. */
    public void clear() {
        limits.clear();
        buckets.clear();
    }

    boolean allows(AwsRequest request) {
        Limit limit = Optional.ofNullable(limits.get(request.operation())).orElseGet(() -> limits.get(Faults.ANY));
        if (limit == null) {
            return true;
        }
        String key = request.ownRegistry() + "/" + request.operation();
        return buckets.computeIfAbsent(key, unused -> new Bucket(limit, clock.instant()))
                .take(clock.instant());
    }

    private static final class Bucket {
        private static final double NANOS = Duration.ofSeconds(1).toNanos();

        private final Limit limit;
        private double tokens;
        private Instant filled;

        Bucket(Limit limit, Instant now) {
            this.limit = limit;
            this.tokens = limit.burst();
            this.filled = now;
        }

        synchronized boolean take(Instant now) {
            double elapsed = Math.max(0, Duration.between(filled, now).toNanos()) / NANOS;
            tokens = Math.min(limit.burst(), tokens + elapsed * limit.rate());
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
