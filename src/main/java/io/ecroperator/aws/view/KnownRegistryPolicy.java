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
    private Optional<Answer> answer = Optional.empty();

    /** How often the policy was told of, or came into doubt, by others than {@link #look}. */
    private long news;

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

    /**
     * What is known; read on the caller's thread if that is too old. Who looks meanwhile waits for that answer.
     *
     * @param afresh whether it is read now in any case
     */
    public Known look(boolean afresh) {
        reading.lock();
        try {
            Optional<Answer> last = answer();
            return !afresh
                            && last.filter(each -> clock.instant().isBefore(each.goodUntil()))
                                    .isPresent()
                    ? last.get().known()
                    : read(last.map(Answer::known));
        } finally {
            reading.unlock();
        }
    }

    /** When {@link #look} has more to tell than now, as far as nobody writes; a second at least. */
    public Duration untilNext() {
        Duration left = answer().map(last -> Duration.between(clock.instant(), last.goodUntil()))
                .orElse(Duration.ZERO);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** Asks for a call whenever somebody finds or writes another policy. */
    public void onChange(Runnable listener) {
        listeners.onStateChange(listener);
    }

    /** Takes what a call of anybody has told. */
    void told(Optional<String> text) {
        Known now = new Known.Policy(text);
        if (tell(now).filter(before -> !before.equals(now)).isPresent()) {
            listeners.stateChanged();
        }
    }

    /** Returns what was known before. */
    private synchronized Optional<Known> tell(Known now) {
        Optional<Known> before = answer.map(Answer::known);
        answer = Optional.of(new Answer(now, clock.instant().plus(period)));
        news++;
        return before;
    }

    /** Nobody knows what it is: a write was not answered. */
    synchronized void forget() {
        answer = Optional.empty();
        news++;
    }

    private synchronized Optional<Answer> answer() {
        return answer;
    }

    private synchronized long news() {
        return news;
    }

    /** AWS in trouble leaves what is known as it is. */
    private Known read(Optional<Known> before) {
        long newsBefore = news();
        Instant again = clock.instant().plus(ASKED_AGAIN);
        Answer read;
        try {
            read = new Answer(
                    new Known.Policy(settings.getRegistryPolicy()),
                    clock.instant().plus(period));
        } catch (AwsException e) {
            boolean trouble = e.kind() == Kind.TRANSIENT || e.kind() == Kind.THROTTLED;
            read = new Answer(before.filter(known -> trouble).orElse(new Known.Unknown(e.failure())), again);
        }
        return settle(read, newsBefore);
    }

    /** Keeps what was read, unless something has come since the read began, which is newer. */
    private synchronized Known settle(Answer read, long newsBefore) {
        if (news == newsBefore) {
            answer = Optional.of(read);
        }
        return answer.orElse(read).known();
    }
}
