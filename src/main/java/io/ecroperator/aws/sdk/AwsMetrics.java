package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts the operator's calls to AWS. Calls are ours; attempts are the requests that the SDK made of them.
 */
final class AwsMetrics {

    private final MeterRegistry registry;
    private final Supplier<String> region;

    /** Counts into the registry; the region is asked for at every count, since it may become known late. */
    AwsMetrics(MeterRegistry registry, Supplier<String> region) {
        this.registry = registry;
        this.region = region;
    }

    /** A call ended after that time, with success if the failure is empty. */
    void call(String operation, Optional<Kind> failure, Duration took) {
        String outcome =
                failure.map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("ok");
        Metric.AWS_CALLS.timer(registry, operation, region.get(), outcome).record(took);
    }

    /** The SDK sent a request; the outcome is {@code ok} or the SDK's class of error. */
    void attempt(String operation, String outcome) {
        Metric.AWS_ATTEMPTS.counter(registry, operation, region.get(), outcome).increment();
    }

    /** AWS throttled a request, whether or not a repeat got through later. */
    void throttle(String operation) {
        Metric.AWS_THROTTLES.counter(registry, operation, region.get()).increment();
    }

    /** AWS has throttled the operation, whose rate the limiter estimates from now on. */
    void grantedRate(String operation, AdaptiveRateLimiter limiter) {
        Metric.AWS_GRANTED_RATE.gauge(
                registry,
                limiter,
                estimating -> estimating.ratePerSecond(operation).orElse(Double.NaN),
                operation,
                region.get());
    }

    /** A call waited for its turn; zero, the normal case, is not recorded. */
    void rateLimitWait(String operation, Duration waited) {
        if (waited.isPositive()) {
            Metric.AWS_RATE_LIMIT.timer(registry, operation, region.get()).record(waited);
        }
    }
}
