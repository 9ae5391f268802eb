package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the operator counts about its calls to AWS. Calls are ours; attempts are the requests that the SDK made of them.
 * No tag holds a repository or account, so that the number of series stays bounded.
 */
final class AwsMetrics {

    private static final String PREFIX = "ecr_operator_aws_";

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
        registry.timer(PREFIX + "calls", tags(operation).and("outcome", outcome))
                .record(took);
    }

    /** The SDK sent a request; the outcome is {@code ok} or the SDK's class of error. */
    void attempt(String operation, String outcome) {
        registry.counter(PREFIX + "attempts", tags(operation).and("outcome", outcome))
                .increment();
    }

    /** AWS throttled a request, whether or not a repeat got through later. */
    void throttle(String operation) {
        registry.counter(PREFIX + "throttles", tags(operation)).increment();
    }

    /** A call waited for its turn; zero, the normal case, is not recorded. */
    void rateLimitWait(String operation, Duration waited) {
        if (waited.isPositive()) {
            registry.timer(PREFIX + "rate_limit", tags(operation)).record(waited);
        }
    }

    private Tags tags(String operation) {
        return Tags.of("operation", operation, "region", region.get());
    }
}
