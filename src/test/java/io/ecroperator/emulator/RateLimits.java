package io.ecroperator.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Token buckets per account, region and operation, as AWS throttles. An operation without a limit is never throttled. */
public final class RateLimits {
    private final InstantSource clock;
    private final Map<Scope, Limit> limits = new ConcurrentHashMap<>();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** Which calls; any of the three can be {@link Faults#ANY}. */
    private record Scope(String account, String region, String operation) {}

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
        limit(Faults.ANY, Faults.ANY, operation, ratePerSecond, burst);
    }

    /**
     * Limits an operation in some registries. A limit with an operation goes before one for all, then one with an account, then
     * one with a region.
     *
     * @param account account of the caller or {@link Faults#ANY}
     * @param region region or {@link Faults#ANY}
     * @param operation operation name or {@link Faults#ANY}
     * @param ratePerSecond tokens that come back per second
     * @param burst size of the bucket
     */
    public void limit(String account, String region, String operation, double ratePerSecond, int burst) {
        limits.put(new Scope(account, region, operation), new Limit(ratePerSecond, burst));
        buckets.clear();
    }

    /** Takes all limits away. */
    public void clear() {
        limits.clear();
        buckets.clear();
    }

    boolean allows(AwsRequest request) {
        Optional<Limit> found = limit(request);
        if (found.isEmpty()) {
            return true;
        }
        Limit limit = found.get();
        String key = request.ownRegistry() + "/" + request.operation();
        return buckets.computeIfAbsent(key, unused -> new Bucket(limit, clock.instant()))
                .take(clock.instant());
    }

    private Optional<Limit> limit(AwsRequest request) {
        return Stream.of(request.operation(), Faults.ANY)
                .flatMap(operation -> Stream.of(request.caller().account(), Faults.ANY)
                        .flatMap(account -> Stream.of(request.region(), Faults.ANY)
                                .map(region -> limits.get(new Scope(account, region, operation)))))
                .filter(Objects::nonNull)
                .findFirst();
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
