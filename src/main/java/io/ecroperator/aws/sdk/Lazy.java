package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Something that is built when first needed. A failure is remembered for a while, so that many waiting calls do not
 * repeat a slow search for configuration one after the other, and then tried again.
 */
final class Lazy<T> implements Supplier<T> {

    private static final Duration REMEMBER_FAILURE = Duration.ofSeconds(10);

    private final Supplier<T> builder;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile T value;
    private CredentialsException failure;
    private long failedAt;

    /** Builds by the supplier, which throws {@link CredentialsException} and nothing else. */
    Lazy(Supplier<T> builder, Ticker ticker) {
        this.builder = builder;
        this.ticker = ticker;
    }

    /** The value, built if need be. Throws {@link CredentialsException}. */
    @Override
    public T get() {
        T built = value;
        return built != null ? built : build();
    }

    /** The value, if it has been built. */
    Optional<T> ifBuilt() {
        return Optional.ofNullable(value);
    }

    private T build() {
        lock.lock();
        try {
            if (value != null) {
                return value;
            }
            if (failure != null && ticker.nanoTime() - failedAt < REMEMBER_FAILURE.toNanos()) {
                throw failure.again();
            }
            try {
                value = builder.get();
                return value;
            } catch (CredentialsException thrown) {
                failure = thrown;
                failedAt = ticker.nanoTime();
                throw thrown;
            }
        } finally {
            lock.unlock();
        }
    }
}
