package io.ecroperator.token;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.listeners.Listeners;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The tokens of this process: one per key for all objects. Mints in the background, one call per key at a time, and tells
 * when something has changed. Keeps the last good token while no new one can be had, and asks again with the delays that
 * every failure of AWS has, for as long as somebody uses the key.
 */
public final class TokenStore {

    /** For failures that only an edit can mend, which may happen in IAM, out of sight. */
    private static final Backoff REFUSED = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** With less of its life left a token is of no use to anybody. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(10);

    /** Several times what one call may take with its repeats. */
    private static final Duration HANGS = Duration.ofMinutes(30);

    private static final String OPERATION = "GetAuthorizationToken";

    private final Function<TokenKey, RegistryToken> minter;
    private final BiConsumer<TokenKey, Optional<AwsFailure>> outcomes;
    private final AttemptDelays delays;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final Clock clock;
    private final Heartbeat heartbeat;
    private final Map<TokenKey, TokenEntry> entries = new HashMap<>();
    private final Listeners<Set<TokenKey>> listeners = new Listeners<>("new tokens");
    private final Set<TokenKey> untold = new HashSet<>();
    private final TokenUsers users = new TokenUsers();

    /**
     * A store that knows nothing yet.
     *
     * @param minter mints a token; throws {@link AwsException}
     * @param outcomes is told of every attempt, with the failure of one that failed
     * @param delays how long a key waits after a failure
     * @param scheduler runs later tries; not closed here
     * @param executor runs calls to AWS; not closed here
     * @param heartbeats show whether a call hangs, and count what failed by a defect
     */
    public TokenStore(
            Function<TokenKey, RegistryToken> minter,
            BiConsumer<TokenKey, Optional<AwsFailure>> outcomes,
            AttemptDelays delays,
            ScheduledExecutorService scheduler,
            Executor executor,
            Clock clock,
            Heartbeats heartbeats) {
        this.minter = minter;
        this.outcomes = outcomes;
        this.delays = delays;
        this.scheduler = scheduler;
        this.executor = executor;
        this.clock = clock;
        this.heartbeat = heartbeats.ofQueue("tokens", HANGS);
    }

    /**
     * Tells the listener of all keys that have a new token, or fail in another way than before; of those together whose
     * answers come at about the same time.
     */
    public void onChange(Consumer<Set<TokenKey>> listener) {
        listeners.add(listener);
    }

    /** Asks the supplier for the keys in use: others are not tried again. */
    public void usedBy(Supplier<? extends Collection<TokenKey>> keys) {
        users.add(keys);
    }

    /** What is known of a key, without asking AWS for anything. */
    public synchronized TokenState peek(TokenKey key) {
        return entries.computeIfAbsent(key, any -> new TokenEntry()).state(clock.instant());
    }

    /** What is known of a key. Begins to mint a token if there is none, or it is due soon, and no attempt is under way. */
    public synchronized TokenState request(TokenKey key, String seed) {
        TokenEntry entry = entries.computeIfAbsent(key, any -> new TokenEntry());
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
    public void clockWentBack() {
        Predicate<TokenKey> inUse = users.inUse();
        synchronized (this) {
            entries.forEach((key, entry) -> {
                if (inUse.test(key)) {
                    entry.clockWentBack = true;
                    heartbeat.run(() -> begin(key, entry));
                }
            });
        }
    }

    /** Forgets the keys that nobody uses any more, but those with a call under way, and gives the others. */
    public Set<TokenKey> forgetUnused() {
        Predicate<TokenKey> inUse = users.inUse();
        synchronized (this) {
            entries.entrySet().removeIf(entry -> !entry.getValue().busy && !inUse.test(entry.getKey()));
            return Set.copyOf(entries.keySet());
        }
    }

    private void begin(TokenKey key, TokenEntry entry) {
        if (!entry.busy) {
            entry.busy = true;
            entry.calledAt = Optional.of(clock.instant());
            boolean begun = false;
            try {
                executor.execute(heartbeat.guarding(() -> mint(key, entry)));
                begun = true;
            } finally {
                if (!begun) { // no thread to be had: the key must not stay busy for ever
                    later(() -> again(key, entry), REFUSED.first());
                }
            }
        }
    }

    private void mint(TokenKey key, TokenEntry entry) {
        boolean changed = false;
        boolean settled = false;
        try {
            changed = attempt(key, entry);
            settled = true;
        } finally {
            if (!settled) { // an Error, which ends this thread and not the key
                later(() -> again(key, entry), REFUSED.first());
            }
        }
        if (changed) {
            tell(key);
        }
    }

    /** Whether others are to be told. */
    private boolean attempt(TokenKey key, TokenEntry entry) {
        try {
            RegistryToken token = minter.apply(key);
            return succeeded(key, entry, token);
        } catch (AwsException e) {
            return failed(key, entry, e.failure());
        } catch (RuntimeException defect) {
            return failed(key, entry, passing("InternalError", defect.getClass().getSimpleName()));
        }
    }

    private void tell(TokenKey key) {
        synchronized (this) {
            untold.add(key);
            Instant now = clock.instant();
            if (entries.values().stream().anyMatch(entry -> entry.isArriving(now))) {
                later(this::tellAll, TokenEntry.WORTH_WAITING); // the other answer tells of both, if it comes in time
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
            againUnless(listeners.tell(keys));
        }
    }

    private void againUnless(boolean allTold) {
        if (!allTold) {
            later(() -> againUnless(listeners.tellAgain()), REFUSED.first());
        }
    }

    /** Whether the scheduler takes it, which it does until the process stops. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it runs tells of itself
    private boolean later(Runnable task, Duration delay) {
        try {
            scheduler.schedule(heartbeat.guarding(task), delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    /** A failure that AWS did not report, and that the next call may not meet. */
    private static AwsFailure passing(String code, String message) {
        return new AwsFailure(AwsFailure.Kind.TRANSIENT, OPERATION, code, message, null);
    }

    private boolean succeeded(TokenKey key, TokenEntry entry, RegistryToken token) {
        Instant now = clock.instant();
        if (token.expiresAt().isBefore(now.plus(LEAST_LIFE))) {
            return failed(
                    key,
                    entry,
                    passing(
                            "ExpiredOnArrival",
                            "AWS gave a token until " + token.expiresAt() + ", and the clock of this machine says "
                                    + now + "; is it right?"));
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
    private boolean failed(TokenKey key, TokenEntry entry, AwsFailure failure) {
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

    private void again(TokenKey key, TokenEntry entry) {
        Predicate<TokenKey> inUse = users.inUse();
        synchronized (this) {
            entry.busy = false;
            if (inUse.test(key)) {
                begin(key, entry);
            }
        }
    }

    private static ResourceID attempts(TokenKey key) {
        return new ResourceID(key.label());
    }
}
