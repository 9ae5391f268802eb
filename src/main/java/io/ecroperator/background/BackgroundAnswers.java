package io.ecroperator.background;

import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.listeners.Listeners;
import io.ecroperator.runtime.RetrySchedule;
import io.ecroperator.status.FailureReport.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The last answer to each question, by key, for all who want to know it. Asks in the background, one call per key at a time,
 * and tells when there is news. An answer that is not good is asked for again, with growing delays, for as long as somebody
 * uses the key. Thread-safe.
 */
public final class BackgroundAnswers<K, A> {

    /** The first call of a process takes seconds, later ones a tenth of one. One that hangs holds up no other longer. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

    private static final Duration AFTER_A_DEFECT = Duration.ofMinutes(1);

    /** Who is asked, and what the answers mean. Thread-safe; an answer may also say that there is none. */
    public interface Source<K, A> {

        /** Asks, for as long as that takes. The answer may keep what is still good of the one before. */
        A ask(K key, Optional<A> before);

        /** The answer in place of one that a defect, an Error too, has prevented; it has been logged and counted. */
        A afterDefect(K key, Optional<A> before, Throwable defect);

        /** When to ask again by itself; empty if the answer is good. */
        Optional<Backoff> retry(K key, A answer);

        /** Whether others want to hear of the answer, given the one before. */
        boolean isNews(A before, A answer);
    }

    /** What it runs on: none of it is closed here. {@code random} spreads later tries; {@code heartbeats} show whether a call hangs. */
    public record Threads(
            ScheduledExecutorService scheduler,
            Executor executor,
            Clock clock,
            RandomGenerator random,
            Heartbeats heartbeats) {}

    /** The last answer; {@code arriving} while a call has just begun, after no failure, so that it is worth waiting for. */
    public record Known<A>(Optional<A> answer, boolean arriving) {}

    /**
     * A key.
     *
     * @param failures tries in a row whose answer was not good
     * @param calling since when a call is under way
     * @param waiting the number of the wait for the next try, which tells it from one that was cut short
     */
    private record Entry<A>(Optional<A> answer, int failures, Optional<Instant> calling, Optional<Long> waiting) {

        boolean isArriving(Instant now) {
            return failures == 0
                    && calling.filter(since -> now.isBefore(since.plus(WORTH_WAITING)))
                            .isPresent();
        }
    }

    private final Source<K, A> source;
    private final Threads threads;
    private final Heartbeat heartbeat;
    private final Listeners<Set<K>> listeners;
    private final List<Supplier<? extends Collection<K>>> users = new CopyOnWriteArrayList<>();
    private final Map<K, Entry<A>> entries = new HashMap<>(); // with the two below guarded by this
    private final Set<K> untold = new HashSet<>();
    private long waits;

    /** Knows nothing yet. {@code name} is for liveness, logs and metrics; {@code hangs} is several times what a call may take. */
    public BackgroundAnswers(String name, Duration hangs, Source<K, A> source, Threads threads) {
        this.source = source;
        this.threads = threads;
        this.heartbeat = threads.heartbeats().ofQueue(name, hangs);
        this.listeners = new Listeners<>(name);
    }

    /** Tells the listener of all keys with news; of those together whose answers come at about the same time. */
    public void onChange(Consumer<Set<K>> listener) {
        listeners.add(listener);
    }

    /** Asks the supplier, which must not ask here in turn, for the keys in use: for others nobody asks again. */
    public void usedBy(Supplier<? extends Collection<K>> keys) {
        users.add(keys);
    }

    /** What is known, without asking. */
    public synchronized Known<A> known(K key) {
        Entry<A> entry = entry(key);
        return new Known<>(entry.answer(), entry.isArriving(threads.clock().instant()));
    }

    /** What is known. Begins to ask, unless a call is under way, or the last answer serves. */
    public synchronized Known<A> ask(K key, Predicate<A> serves) {
        if (entry(key).answer().filter(serves).isEmpty()) {
            begin(key);
        }
        return known(key);
    }

    /** Asks anew for these keys, of which one that cannot begin holds up no other. */
    public synchronized void askAnew(Collection<K> keys) {
        keys.forEach(key -> heartbeat.run(() -> begin(key)));
    }

    /** The keys that are known and in use. */
    public synchronized Set<K> inUse() {
        return entries.keySet().stream().filter(used()).collect(Collectors.toSet());
    }

    /** Forgets the keys that nobody uses any more, but those with a call under way or to come, and gives the others. */
    public synchronized Set<K> forgetUnused() {
        Predicate<K> used = used();
        entries.entrySet()
                .removeIf(entry -> entry.getValue().calling().isEmpty()
                        && entry.getValue().waiting().isEmpty()
                        && !used.test(entry.getKey()));
        return Set.copyOf(entries.keySet());
    }

    /** Every key is, if that cannot be told: better one call too many than an answer that nobody renews. */
    private Predicate<K> used() {
        try {
            return users.stream().flatMap(keys -> keys.get().stream()).collect(Collectors.toUnmodifiableSet())
                    ::contains;
        } catch (RuntimeException | Error defect) {
            heartbeat.failed(defect);
            return key -> true;
        }
    }

    private Entry<A> entry(K key) {
        return entries.computeIfAbsent(
                key, any -> new Entry<>(Optional.empty(), 0, Optional.empty(), Optional.empty()));
    }

    private void begin(K key) {
        Entry<A> entry = entry(key);
        if (entry.calling().isPresent()) {
            return;
        }
        Instant now = threads.clock().instant();
        entries.put(key, new Entry<>(entry.answer(), entry.failures(), Optional.of(now), Optional.empty()));
        boolean begun = false;
        try {
            threads.executor().execute(heartbeat.guarding(() -> call(key, entry.answer())));
            begun = true;
        } finally {
            if (!begun) { // no thread to be had: the key must not stay busy for ever
                tryLater(key, AFTER_A_DEFECT);
            }
        }
    }

    private void call(K key, Optional<A> before) {
        boolean settled = false;
        try {
            boolean news = settle(key, before, answer(key, before));
            settled = true;
            if (news) {
                tell(key);
            }
        } finally {
            if (!settled) {
                tryLater(key, AFTER_A_DEFECT);
            }
        }
    }

    private A answer(K key, Optional<A> before) {
        try {
            return source.ask(key, before);
        } catch (RuntimeException | Error defect) {
            heartbeat.failed(defect);
            return source.afterDefect(key, before, defect);
        }
    }

    /** Whether others are to be told. */
    private synchronized boolean settle(K key, Optional<A> before, A answer) {
        Optional<Backoff> retry = source.retry(key, answer);
        int failed = entry(key).failures();
        int failures = retry.isPresent() ? failed + 1 : 0;
        entries.put(key, new Entry<>(Optional.of(answer), failures, Optional.empty(), Optional.empty()));
        retry.map(backoff -> new RetrySchedule(backoff.first(), backoff.longest(), threads.random()).delay(failed))
                .ifPresent(delay -> tryLater(key, delay));
        return before.filter(known -> !source.isNews(known, answer)).isEmpty();
    }

    private synchronized void tryLater(K key, Duration delay) {
        waits = waits + 1;
        long wait = waits;
        Entry<A> entry = entry(key);
        entries.put(key, new Entry<>(entry.answer(), entry.failures(), Optional.empty(), Optional.of(wait)));
        schedule(() -> tryAgain(key, wait), delay);
    }

    private synchronized void tryAgain(K key, long wait) {
        if (entry(key).waiting().equals(Optional.of(wait))) {
            if (used().test(key)) {
                begin(key);
            } else {
                entries.remove(key);
            }
        }
    }

    private void tell(K key) {
        synchronized (this) {
            untold.add(key);
            Instant now = threads.clock().instant();
            if (entries.values().stream().anyMatch(entry -> entry.isArriving(now))) {
                schedule(this::tellAll, WORTH_WAITING); // the other answer tells of both, if it comes in time
                return;
            }
        }
        tellAll();
    }

    private void tellAll() {
        Set<K> keys;
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
            schedule(() -> againUnless(listeners.tellAgain()), AFTER_A_DEFECT);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it runs tells of itself
    private void schedule(Runnable task, Duration delay) {
        try {
            threads.scheduler().schedule(heartbeat.guarding(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return;
        }
    }
}
