package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials that are used for a while and then obtained again, by whoever needs them: it has no thread. Renewed early, by one
 * caller, while the others go on with what there is; what fails then matters only once that has expired. Nobody asks again before
 * {@link FailureMemory} lets it, which is what the SDK's own providers lack: refused, they ask STS in every call.
 */
final class CachedCredentials implements AwsCredentialsProvider {

    /**
     * Fresh credentials.
     *
     * @param early from when on they are renewed
     * @param lifetime how long they can be used
     */
    record Obtained(AwsCredentials credentials, Duration early, Duration lifetime) {

        /** Only how long they last. */
        @Override
        public String toString() {
            return "Obtained[lifetime=" + lifetime + "]";
        }
    }

    private record Held(Obtained obtained, long since) {}

    private final Supplier<Obtained> source;
    private final Ticker ticker;
    private final FailureMemory<RuntimeException> failures;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Held> held = Optional.empty();

    /**
     * Obtains nothing yet.
     *
     * @param source throws {@link CredentialsException} if there are none any more, which ends those in use too, and
     *     {@link AwsException} if there is only no way to get new ones
     */
    CachedCredentials(Supplier<Obtained> source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
        this.failures = new FailureMemory<>(ticker);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Optional<Held> now = held.filter(this::isUsable);
        if (now.isEmpty()) {
            lock.lock();
        } else if (isFresh(now.get()) || !lock.tryLock()) {
            return now.get().obtained().credentials();
        }
        try {
            return renewed();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets credentials that are in use for longer than that, since AWS does not accept them. Returns whether it had such. */
    boolean discard(Duration olderThan) {
        lock.lock();
        try {
            boolean old =
                    held.filter(each -> age(each).compareTo(olderThan) > 0).isPresent();
            held = old ? Optional.empty() : held;
            return old;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, failures too: who asks is another one now. */
    void reset() {
        lock.lock();
        try {
            held = Optional.empty();
            failures.forget();
        } finally {
            lock.unlock();
        }
    }

    private AwsCredentials renewed() {
        Optional<Held> usable = held.filter(this::isUsable);
        if (usable.filter(this::isFresh).isPresent()) {
            return usable.get().obtained().credentials(); // another caller was faster
        }
        Optional<RuntimeException> remembered = failures.remembered();
        if (remembered.isPresent()) {
            return usable.orElseThrow(() -> again(remembered.get())).obtained().credentials();
        }
        try {
            Held fresh = new Held(source.get(), ticker.nanoTime());
            held = Optional.of(fresh);
            failures.forget();
            return fresh.obtained().credentials();
        } catch (CredentialsException thrown) {
            failures.failed(thrown);
            held = Optional.empty();
            throw thrown;
        } catch (AwsException thrown) {
            failures.failed(thrown);
            return usable.orElseThrow(() -> thrown).obtained().credentials();
        }
    }

    /** An exception of its own for every thread. */
    private static RuntimeException again(RuntimeException remembered) {
        return switch (remembered) {
            case AwsException aws -> new AwsException(aws.failure(), null);
            case CredentialsException credentials -> credentials.again();
            default -> remembered;
        };
    }

    private boolean isFresh(Held each) {
        return age(each).compareTo(each.obtained().early()) < 0;
    }

    private boolean isUsable(Held each) {
        return age(each).compareTo(each.obtained().lifetime()) < 0;
    }

    private Duration age(Held each) {
        return Duration.ofNanos(ticker.nanoTime() - each.since());
    }
}
