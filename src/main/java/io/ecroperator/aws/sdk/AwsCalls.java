package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsErrorClassifier;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.aws.ratelimit.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one gate that every call to AWS passes: it waits for the rate limit, counts, and turns whatever the SDK throws
 * into an {@link AwsException}. One per account, region and identity.
 */
final class AwsCalls {

    /** Requests of one call; of 30 % that AWS throttles at random, one call in 400 fails. */
    private static final int MOST_TRIES = 5;

    /** No more tries after that time. */
    private static final Duration TRIES_WITHIN = Duration.ofSeconds(30);

    private final AdaptiveRateLimiter limiter;
    private final AwsMetrics metrics;
    private final Ticker ticker;
    private final Optional<Signer> signer;
    private final AwsErrorClassifier classifier = new AwsErrorClassifier();
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * A gate.
     *
     * @param signer whose credentials sign the calls; empty if each call brings its own
     */
    AwsCalls(AdaptiveRateLimiter limiter, AwsMetrics metrics, Ticker ticker, Optional<Signer> signer) {
        this.limiter = limiter;
        this.metrics = metrics;
        this.ticker = ticker;
        this.signer = signer;
    }

    /**
     * Makes one call of the SDK, and repeats it while AWS throttles it, each time in its turn: nothing was carried out, and
     * who waits for a turn need not back off beyond it. The credentials come first: without them nothing is sent, and a failure
     * to get them reads as their own and not as the call's. If a session has ended early, the call is repeated with a new one.
     *
     * @param operation AWS's name of the operation
     * @throws AwsException if it fails, whatever the reason
     */
    <T> T call(String operation, Supplier<T> sdkCall) {
        inFlight.incrementAndGet();
        long start = ticker.nanoTime();
        Optional<Kind> outcome = Optional.empty();
        try {
            for (int tries = 1; true; tries++) {
                prepare(operation);
                metrics.rateLimitWait(operation, limiter.acquire(operation));
                try {
                    return sdkCall.get();
                } catch (RuntimeException thrown) {
                    AwsException exception = exceptionOf(operation, thrown);
                    if (tries == MOST_TRIES || isLate(start) || !isWorthARepeat(exception.failure())) {
                        throw exception;
                    }
                }
            }
        } catch (AwsException exception) {
            outcome = Optional.of(exception.kind());
            throw exception;
        } finally {
            metrics.call(operation, outcome, Duration.ofNanos(ticker.nanoTime() - start));
            inFlight.decrementAndGet();
        }
    }

    /** Calls that have begun and not ended, those included that wait for the rate limit. */
    int inFlight() {
        return inFlight.get();
    }

    private void prepare(String operation) {
        try {
            signer.ifPresent(Signer::resolveCredentials);
        } catch (RuntimeException thrown) {
            throw exceptionOf(operation, thrown);
        }
    }

    /** Refused without being carried out, and the next try is another one. */
    private boolean isWorthARepeat(AwsFailure failure) {
        boolean renewed = signer.filter(each -> each.refused(failure)).isPresent();
        return failure.kind() == Kind.THROTTLED || (renewed && failure.kind() == Kind.CREDENTIALS);
    }

    private boolean isLate(long start) {
        return ticker.nanoTime() - start > TRIES_WITHIN.toNanos();
    }

    private AwsException exceptionOf(String operation, RuntimeException thrown) {
        if (thrown instanceof AwsException ours) {
            return ours;
        }
        // The SDK's exceptions are not kept as cause: their messages may quote the policy that was sent or the answer
        // that could not be parsed, and a cause ends up in logs. Anything else is a defect of ours: keep its trace.
        boolean fromSdk = thrown instanceof SdkException || thrown instanceof CredentialsException;
        AwsFailure failure = classifier.classify(operation, thrown);
        return new AwsException(signer.map(each -> each.explained(failure)).orElse(failure), fromSdk ? null : thrown);
    }
}
