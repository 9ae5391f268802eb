package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts the operator's calls to AWS over one connection. Calls are ours; attempts are the requests that the SDK made of them.
 */
final class AwsMetrics implements AutoCloseable {

    private record Rate(String operation, String region, String registry) {}

    private final MeterRegistry meters;
    private final Supplier<String> region;
    private final Set<Rate> rates = ConcurrentHashMap.newKeySet();
    private volatile String registry = "";

    /** Counts into the meters; the region is asked for at every count, since it may become known late. */
    AwsMetrics(MeterRegistry meters, Supplier<String> region) {
        this.meters = meters;
        this.region = region;
    }

    /** Counts for that EcrRegistry from now on, by its name; before, for the operator's own registry. */
    void countFor(String ecrRegistry) {
        registry = ecrRegistry;
    }

    /** What it counts for. */
    String countsFor() {
        return registry;
    }

    /** A call ended after that time, with success if the failure is empty. */
    void call(String operation, Optional<Kind> failure, Duration took) {
        String outcome =
                failure.map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("ok");
        Metric.AWS_CALLS
                .timer(meters, operation, region.get(), registry, outcome)
                .record(took);
    }

    /** The SDK sent a request; the outcome is {@code ok} or the SDK's class of error. */
    void attempt(String operation, String outcome) {
        Metric.AWS_ATTEMPTS
                .counter(meters, operation, region.get(), registry, outcome)
                .increment();
    }

    /** AWS throttled a request, whether or not a repeat got through later. */
    void throttle(String operation) {
        Metric.AWS_THROTTLES.counter(meters, operation, region.get(), registry).increment();
    }

    /** AWS has throttled the operation, whose rate the limiter estimates from now on. */
    void grantedRate(String operation, AdaptiveRateLimiter limiter) {
        Rate rate = new Rate(operation, region.get(), registry);
        if (rates.add(rate)) {
            Metric.AWS_GRANTED_RATE.gauge(
                    meters,
                    limiter,
                    estimating -> estimating.ratePerSecond(operation).orElse(Double.NaN),
                    operation,
                    rate.region(),
                    rate.registry());
        }
    }

    /** A call waited for its turn; zero, the normal case, is not recorded. */
    void rateLimitWait(String operation, Duration waited) {
        if (waited.isPositive()) {
            Metric.AWS_RATE_LIMIT
                    .timer(meters, operation, region.get(), registry)
                    .record(waited);
        }
    }

    /** Shows no rates any more; what was counted stays, as counts do. */
    @Override
    public void close() {
        rates.forEach(rate -> Metric.AWS_GRANTED_RATE.forget(meters, rate.operation(), rate.region(), rate.registry()));
        rates.clear();
    }
}
