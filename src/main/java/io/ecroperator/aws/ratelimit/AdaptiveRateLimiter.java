package io.ecroperator.aws.ratelimit;

import io.ecroperator.aws.CallRates;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Keeps calls to one account and region under the rate that AWS grants, which AWS neither publishes nor keeps to one
 * client: an operation is unlimited until AWS throttles it, then goes on at the rate that AWS is seen to grant. AWS counts
 * each operation by itself, and so does this. Waiting calls get their turns in the order they came. A ceiling, if there is one,
 * bounds all operations together, throttled or not.
 */
public final class AdaptiveRateLimiter implements CallRates {

    /** The error code of a call that was not even sent, because its turn was too far away. */
    public static final String CLIENT_SIDE_RATE_LIMIT = "ClientSideRateLimit";

    /** Nanoseconds after which a waiting call looks whether the rate has risen meanwhile. */
    private static final long LOOK_AGAIN = 200_000_000;

    private final RateLimitSettings settings;
    private final Ticker ticker;
    private final CallCeiling ceiling;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, OperationRate> rates = new HashMap<>();

    /** A limiter that has not been throttled yet, with a ceiling of its own. */
    public AdaptiveRateLimiter(RateLimitSettings settings, Ticker ticker) {
        this(settings, ticker, new CallCeiling());
    }

    /** The same under a ceiling that it shares with others. */
    public AdaptiveRateLimiter(RateLimitSettings settings, Ticker ticker, CallCeiling ceiling) {
        this.settings = settings;
        this.ticker = ticker;
        this.ceiling = ceiling;
    }

    /**
     * Waits for the operation's turn, and then for that under the ceiling, and says how long that took.
     *
     * @throws AwsException {@code THROTTLED} with code {@link #CLIENT_SIDE_RATE_LIMIT} if one of the waits would exceed the
     *     bound; {@code TRANSIENT} if the thread is interrupted, whose flag stays set
     */
    public Duration acquire(String operation) {
        return awaitTurn(operation).plus(awaitCeiling(operation));
    }

    private Duration awaitCeiling(String operation) {
        OptionalLong wait = ceiling.draw(ticker.nanoTime(), settings.maxWait().toNanos());
        Duration waited = Duration.ofNanos(wait.orElseThrow(() -> failure(
                Kind.THROTTLED,
                operation,
                CLIENT_SIDE_RATE_LIMIT,
                "spec.rateLimit of the EcrRegistry holds calls back, and too many wait for their turn already",
                null)));
        if (waited.isPositive()) {
            sleep(operation, waited);
        }
        return waited;
    }

    private Duration awaitTurn(String operation) {
        long start = ticker.nanoTime();
        OptionalLong turn = with(operation, rate -> rate.draw(start));
        long waited = 0;
        while (turn.isPresent()) {
            long wait = with(operation, rate -> rate.waitFor(turn.getAsLong(), ticker.nanoTime()));
            if (wait == 0) {
                return Duration.ofNanos(waited);
            }
            if (waited + wait > settings.maxWait().toNanos()) {
                // The rate has fallen meanwhile. The turn is lost, which only slows the others down.
                break;
            }
            sleep(operation, Duration.ofNanos(Math.min(wait, LOOK_AGAIN)));
            waited = ticker.nanoTime() - start;
        }
        throw failure(
                Kind.THROTTLED,
                operation,
                CLIENT_SIDE_RATE_LIMIT,
                "AWS throttles this operation and too many calls wait for it already",
                null);
    }

    /**
     * Learns from a finished call.
     *
     * @param took how long the call took, its repeats included
     * @param passed requests of the call that AWS did not throttle
     * @param throttled requests of the call that AWS throttled
     */
    public void finished(String operation, Duration took, int passed, int throttled) {
        with(operation, rate -> {
            long now = ticker.nanoTime();
            rate.finished(now, now - took.toNanos(), passed, throttled);
            if (throttled > 0) {
                rate.throttled(now, ticker.now());
            }
            return rate;
        });
    }

    @Override
    public List<ThrottledOperation> throttled() {
        lock.lock();
        try {
            long now = ticker.nanoTime();
            return rates.entrySet().stream()
                    .flatMap(each -> each.getValue().throttledSince(now).stream()
                            .map(since -> new ThrottledOperation(
                                    each.getKey(),
                                    since,
                                    each.getValue().perSecond().orElseThrow())))
                    .sorted(Comparator.comparing(ThrottledOperation::operation))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void limit(OptionalInt callsPerSecond) {
        ceiling.limit(callsPerSecond);
    }

    /** The operation's present limit in calls per second; empty as long as AWS has not throttled it. */
    public OptionalDouble ratePerSecond(String operation) {
        return with(operation, OperationRate::perSecond);
    }

    private <T> T with(String operation, Function<OperationRate, T> action) {
        lock.lock();
        try {
            return action.apply(
                    rates.computeIfAbsent(operation, name -> new OperationRate(settings, ticker.nanoTime())));
        } finally {
            lock.unlock();
        }
    }

    private void sleep(String operation, Duration duration) {
        try {
            ticker.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(
                    Kind.TRANSIENT,
                    operation,
                    "Interrupted",
                    "The call was given up because the operator is stopping",
                    interrupted);
        }
    }

    private static AwsException failure(Kind kind, String operation, String code, String message, Throwable cause) {
        return new AwsException(new AwsFailure(kind, operation, code, message, null), cause);
    }
}
