package io.ecroperator.pullsecret;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The tokens of this process: one per key for all objects. Mints in the background, one call per key at a time, and tells
 * when something has changed. Keeps the last good token while no new one can be had, and asks again with the delays that
 * every failure of AWS has, for as long as somebody uses the key.
 */
final class TokenStore {

    /** For failures that only an edit can mend, which may happen in IAM, out of sight. */
    private static final Backoff REFUSED = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** With less of its life left a token is of no use to anybody. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(10);

    /** The first call of a process takes seconds, later ones a tenth of one. A region that hangs holds up no other longer. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

    private static final String OPERATION = "GetAuthorizationToken";

    private final Function<TokenKey, RegistryToken> minter;
    private final BiConsumer<TokenKey, Optional<AwsFailure>> outcomes;
    private final AttemptDelays delays;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final Clock clock;
    private final Map<TokenKey, Entry> entries = new HashMap<>();
    private final List<Consumer<Set<TokenKey>>> listeners = new CopyOnWriteArrayList<>();
    private final Set<TokenKey> untold = new HashSet<>();
    private final List<Supplier<? extends Collection<TokenKey>>> users = new CopyOnWriteArrayList<>();

    /** What is known and under way; guarded by the store. */
    private static final class Entry {
        private Optional<MintedToken> token = Optional.empty();
        private Optional<AwsFailure> failure = Optional.empty();
        private boolean replacesAll;
        private boolean clockWentBack;
        private boolean busy;
        private Optional<Instant> calledAt = Optional.empty();

        TokenState state(Instant now) {
            return new TokenState(token, replacesAll, isArriving(now), failure);
        }

        boolean isArriving(Instant now) {
            return failure.isEmpty()
                    && calledAt.filter(at -> now.isBefore(at.plus(WORTH_WAITING)))
                            .isPresent();
        }
    }

    /**
     * A store that knows nothing yet.
     *
     * @param minter mints a token; throws {@link AwsException}
     * @param outcomes is told of every attempt, with the failure of one that failed
     * @param delays how long a key waits after a failure
     * @param scheduler runs later tries; not closed here
     * @param executor runs calls to AWS; not closed here
     */
    TokenStore(
            Function<TokenKey, RegistryToken> minter,
            BiConsumer<TokenKey, Optional<AwsFailure>> outcomes,
            AttemptDelays delays,
            ScheduledExecutorService scheduler,
            Executor executor,
            Clock clock) {
        this.minter = minter;
        this.outcomes = outcomes;
        this.delays = delays;
        this.scheduler = scheduler;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Tells the listener of all keys that have a new token, or fail in another way than before; of those together whose
     * answers come at about the same time.
     */
    void onChange(Consumer<Set<TokenKey>> listener) {
        listeners.add(listener);
    }

    /** Asks the supplier for the keys in use: others are not tried again. */
    void usedBy(Supplier<? extends Collection<TokenKey>> keys) {
        users.add(keys);
    }

    /** What is known of a key, without asking AWS for anything. */
    synchronized TokenState peek(TokenKey key) {
        return entries.computeIfAbsent(key, any -> new Entry()).state(clock.instant());
    }

    /** What is known of a key. Begins to mint a token if there is none, or it is due soon, and no attempt is under way. */
    synchronized TokenState request(TokenKey key, String seed) {
        Entry entry = entries.computeIfAbsent(key, any -> new Entry());
        boolean fresh = entry.token
                .filter(token -> !token.life().isDueSoon(clock.instant(), seed))
                .isPresent();
        if (!fresh) {
            begin(key, entry);
        }
        return entry.state(clock.instant());
    }

    /**
     * Mints every token in use anew: dates that were written by the clock before say nothing about the time since. A
     * process that does not lead has been asked for no key, and mints none.
     */
    void clockWentBack() {
        Set<TokenKey> inUse = inUse();
        synchronized (this) {
            entries.forEach((key, entry) -> {
                if (inUse.contains(key)) {
                    entry.clockWentBack = true;
                    begin(key, entry);
                }
            });
        }
    }

    private void begin(TokenKey key, Entry entry) {
        if (!entry.busy) {
            entry.busy = true;
            entry.calledAt = Optional.of(clock.instant());
            executor.execute(() -> mint(key, entry));
        }
    }

    private void mint(TokenKey key, Entry entry) {
        boolean changed;
        try {
            RegistryToken token = minter.apply(key);
            changed = succeeded(key, entry, token);
        } catch (AwsException e) {
            changed = failed(key, entry, e.failure());
        } catch (RuntimeException defect) {
            changed = failed(
                    key,
                    entry,
                    new AwsFailure(
                            AwsFailure.Kind.TRANSIENT,
                            OPERATION,
                            "InternalError",
                            defect.getClass().getSimpleName(),
                            null));
        }
        if (changed) {
            tell(key);
        }
    }

    private void tell(TokenKey key) {
        synchronized (this) {
            untold.add(key);
            Instant now = clock.instant();
            if (entries.values().stream().anyMatch(entry -> entry.isArriving(now))) {
                later(this::tellAll, WORTH_WAITING); // the other answer tells of both, if it comes in time
                return;
            }
        }
        tellAll();
    }

    private void tellAll() {
        Set<TokenKey> keys;
        synchronized (this) {
            keys = Set.copyOf(untold);
            untold.clear();
        }
        if (!keys.isEmpty()) {
            listeners.forEach(listener -> listener.accept(keys));
        }
    }

    /** Whether the scheduler takes it, which it does until the process stops. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it runs tells of itself
    private boolean later(Runnable task, Duration delay) {
        try {
            scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private boolean succeeded(TokenKey key, Entry entry, RegistryToken token) {
        Instant now = clock.instant();
        if (token.expiresAt().isBefore(now.plus(LEAST_LIFE))) {
            return failed(
                    key,
                    entry,
                    new AwsFailure(
                            AwsFailure.Kind.TRANSIENT,
                            OPERATION,
                            "ExpiredOnArrival",
                            "AWS gave a token until " + token.expiresAt() + ", and the clock of this machine says "
                                    + now + "; is it right?",
                            null));
        }
        synchronized (this) {
            delays.forget(attempts(key));
            entry.token = Optional.of(new MintedToken(token, now.truncatedTo(ChronoUnit.SECONDS)));
            entry.replacesAll = entry.clockWentBack;
            entry.clockWentBack = false;
            entry.failure = Optional.empty();
            entry.calledAt = Optional.empty();
            entry.busy = false;
        }
        outcomes.accept(key, Optional.empty());
        return true;
    }

    /** The entry stays busy until the time of the next try, so that nobody asks in between. */
    private boolean failed(TokenKey key, Entry entry, AwsFailure failure) {
        Backoff backoff = FailureReport.of(failure).retry().orElse(REFUSED);
        Duration delay = delays.next(attempts(key), backoff.first(), backoff.longest());
        outcomes.accept(key, Optional.of(failure));
        boolean changed;
        synchronized (this) {
            changed = entry.failure
                    .filter(before -> before.kind() == failure.kind() && Objects.equals(before.code(), failure.code()))
                    .isEmpty();
            entry.failure = Optional.of(failure);
            entry.calledAt = Optional.empty();
        }
        return later(() -> again(key, entry), delay) && changed;
    }

    private void again(TokenKey key, Entry entry) {
        boolean wanted = inUse().contains(key);
        synchronized (this) {
            entry.busy = false;
            if (wanted) {
                begin(key, entry);
            }
        }
    }

    private Set<TokenKey> inUse() {
        return users.stream().flatMap(keys -> keys.get().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static ResourceID attempts(TokenKey key) {
        return new ResourceID(key.label());
    }
}
