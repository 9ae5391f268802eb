package io.ecroperator.aws.view;

import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The policy of a registry, for who only has to know it: what anybody has read or written, and read once in a period at most if
 * nobody did. Thread-safe.
 */
public final class KnownRegistryPolicy {

    /** After a call that failed. */
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

    /** What is known. */
    public sealed interface Known {

        /** The policy, if the registry has one. */
        record Policy(Optional<String> text) implements Known {}

        /** It may not be read, or never could. */
        record Unknown(AwsFailure failure) implements Known {}
    }

    private record Answer(Known known, Instant goodUntil) {}

    private final RegistrySettingsApi settings;
    private final Duration period;
    private final InstantSource clock;
    private final Listeners listeners = new Listeners();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Answer> answer = Optional.empty();

    /**
     * Reads nothing before somebody looks.
     *
     * @param period for how long what is known is good
     */
    KnownRegistryPolicy(RegistrySettingsApi settings, Duration period, InstantSource clock) {
        this.settings = settings;
        this.period = period;
        this.clock = clock;
    }

    /** What is known; read on the caller's thread if that is too old. Who looks meanwhile waits for that answer. */
    public Known look() {
        reading.lock();
        try {
            if (answer.filter(last -> clock.instant().isBefore(last.goodUntil()))
                    .isEmpty()) {
                read();
            }
            return answer.orElseThrow().known();
        } finally {
            reading.unlock();
        }
    }

    /** When {@link #look} has more to tell than now, as far as nobody writes; a second at least. */
    public Duration untilNext() {
        Duration left = answer.map(last -> Duration.between(clock.instant(), last.goodUntil()))
                .orElse(Duration.ZERO);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** Asks for a call whenever somebody finds or writes another policy. */
    public void onChange(Runnable listener) {
        listeners.onStateChange(listener);
    }

    /** Takes what a call of anybody has told. */
    void told(Optional<String> text) {
        Optional<Known> before = answer.map(Answer::known);
        Known now = new Known.Policy(text);
        answer = Optional.of(new Answer(now, clock.instant().plus(period)));
        if (before.filter(known -> !known.equals(now)).isPresent()) {
            listeners.stateChanged();
        }
    }

    /** Nobody knows what it is: a write was not answered. */
    void forget() {
        answer = Optional.empty();
    }

    /** AWS in trouble leaves what is known as it is. */
    private void read() {
        Optional<Known> before = answer.map(Answer::known);
        Instant again = clock.instant().plus(ASKED_AGAIN);
        try {
            answer = Optional.of(new Answer(
                    new Known.Policy(settings.getRegistryPolicy()),
                    clock.instant().plus(period)));
        } catch (AwsException e) {
            boolean trouble = e.kind() == Kind.TRANSIENT || e.kind() == Kind.THROTTLED;
            answer = Optional.of(
                    new Answer(before.filter(known -> trouble).orElse(new Known.Unknown(e.failure())), again));
        }
    }
}
