package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Makes the requests visible that the SDK repeats by itself: to the metrics, and to the rate limit, which has to learn
 * of throttling even where a repeat got through. Called by the SDK at the end of every call.
 */
final class AttemptPublisher implements MetricPublisher {

    private static final String ATTEMPT = "ApiCallAttempt";
    // Values of CoreMetric.ERROR_TYPE, whose Javadoc lists them.
    private static final String THROTTLING = "Throttling";

    private final AdaptiveRateLimiter limiter;
    private final AwsMetrics metrics;

    AttemptPublisher(AdaptiveRateLimiter limiter, AwsMetrics metrics) {
        this.limiter = limiter;
        this.metrics = metrics;
    }

    @Override
    public void publish(MetricCollection call) {
        Optional<String> operation = first(call, CoreMetric.OPERATION_NAME);
        if (operation.isEmpty()) {
            return;
        }
        String name = operation.get();
        List<MetricCollection> attempts =
                call.childrenWithName(ATTEMPT).filter(this::wasSent).toList();
        int throttled = 0;
        for (MetricCollection attempt : attempts) {
            Optional<String> error = first(attempt, CoreMetric.ERROR_TYPE);
            if (error.filter(THROTTLING::equals).isPresent()) {
                throttled++;
                metrics.throttle(name);
            }
            metrics.attempt(name, error.map(AttemptPublisher::outcome).orElse("ok"));
        }
        Duration took = first(call, CoreMetric.API_CALL_DURATION).orElse(Duration.ZERO);
        limiter.finished(name, took, attempts.size() - throttled, throttled);
        if (throttled > 0) {
            metrics.grantedRate(name, limiter);
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** Without credentials the SDK counts an attempt too, though nothing left the machine. */
    private boolean wasSent(MetricCollection attempt) {
        return first(attempt, CoreMetric.SIGNING_DURATION).isPresent();
    }

    private static <T> Optional<T> first(MetricCollection collection, SdkMetric<T> metric) {
        return collection.metricValues(metric).stream().findFirst();
    }

    /** {@code ServerError} to {@code server_error}. */
    private static String outcome(String errorType) {
        return errorType.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
