package io.ecroperator.aws.view;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Repetition;
import io.ecroperator.log.LogFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of one type in a registry, as one paged listing gives it: read at once for the first who relies on it, then once
 * per period, and not at all while nobody does. Thread-safe.
 *
 * <p>A listing that fails, or that is refused, changes nothing of what is known, and shows in the {@link #state()}.
 */
public final class Listing<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    /** Several times what one page may take with its repeats; each shows that the listing goes on. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

    /**
     * What is listed.
     *
     * @param operation AWS's name of the listing
     * @param pages a page by its token; {@code null} asks for the first one
     * @param key of an item, unique in the registry
     */
    public record Source<T>(String operation, Function<String, Page<T>> pages, Function<T, String> key) {}

    private final Source<T> source;
    private final Duration period;
    private final Background background;
    private final Marks marks;
    private final Listeners listeners = new Listeners();
    private final ReentrantLock listing = new ReentrantLock();
    private long attempted;
    private boolean succeeded;
    private final Set<String> trackers = new HashSet<>();
    private Optional<Repetition> running = Optional.empty();
    private ListedItems<T> items = ListedItems.unread();
    private ListingHealth health;
    private boolean closed;

    /**
     * Reads nothing before somebody relies on it.
     *
     * @param period from one listing to the next
     */
    public Listing(Source<T> source, Duration period, Background background) {
        this.source = source;
        this.period = period;
        this.background = background;
        this.marks = new Marks(background.clock());
        this.health = new ListingHealth(background.clock().instant());
    }

    /**
     * What is known of an item. Unread before the first listing, and after a write of which nobody knows whether it was carried
     * out.
     */
    public synchronized Reading<T> get(String key) {
        return items.get(key);
    }

    /** How far what is known can be trusted; only if it {@link ViewState#isTrusted()}, it is what ECR had lately. */
    public synchronized ViewState state() {
        return health.state();
    }

    /** Asks for a call with the item's key whenever a listing finds a change. */
    public void onChange(Consumer<String> listener) {
        listeners.onChange(listener);
    }

    /** Asks for a call whenever the listing as a whole comes to be trusted, or no longer is. */
    public void onStateChange(Runnable listener) {
        listeners.onStateChange(listener);
    }

    /** Says that somebody relies on the listing, under any name of their own. For the first one it is read at once. */
    public synchronized void track(String tracker) {
        trackers.add(tracker);
        if (running.isEmpty() && !closed) {
            forget(); // a listing that was under way may have ended after the last one who relied on it
            Repetition listings = new Repetition(
                    background,
                    background
                            .heartbeats()
                            .ofSchedule("listing", period.multipliedBy(3).plus(LONGEST_SILENCE)),
                    this::refresh,
                    this::untilNext);
            running = Optional.of(listings);
            listings.start();
        }
    }

    /** Takes {@link #track} back. With the last one all that is known is forgotten, since nobody keeps it up to date. */
    public synchronized void untrack(String tracker) {
        if (trackers.remove(tracker) && trackers.isEmpty()) {
            end();
            forget();
        }
    }

    /** Takes what the answer to a write of ours says of an item. */
    public void put(String key, T value) {
        written(key, Reading.found(value));
    }

    /** Takes that a write of ours has removed an item. */
    public void removed(String key) {
        written(key, Reading.absent());
    }

    /**
     * Lists now, on the caller's thread; false if AWS does not answer, or refuses. Whoever asks while a listing is under way
     * waits for the next one, and all who wait share it.
     */
    public boolean refresh() {
        long asked = marks.next();
        listing.lock();
        try {
            if (attempted < asked) {
                attempted = marks.next();
                succeeded =
                        list(new ListedItems.Read(attempted, background.clock().instant()));
            }
            return succeeded;
        } finally {
            listing.unlock();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    /** Makes a call about an item, and takes it if ECR does not find it. */
    <R> R reading(String key, Supplier<R> call) {
        ListedItems.Read read = beginRead();
        try {
            return call.get();
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                read(key, read, Reading.absent());
            }
            throw e;
        }
    }

    /** Makes a call that changes an item: if its answer is missing, nobody knows what it has changed. */
    <R> R writing(String key, Supplier<R> call) {
        try {
            return reading(key, call);
        } catch (AwsException e) {
            if (e.kind() == Kind.TRANSIENT || e.kind() == Kind.ALREADY_EXISTS) {
                written(key, Reading.unread());
            }
            throw e;
        }
    }

    /** Marks the beginning of a read of one item; goes back with its answer. */
    ListedItems.Read beginRead() {
        return new ListedItems.Read(marks.next(), background.clock().instant());
    }

    synchronized void read(String key, ListedItems.Read read, Reading<T> reading) {
        items = items.read(key, read, reading);
    }

    /** Takes a write of ours that changes an item; one that was not known is not known afterwards either. */
    synchronized void changed(String key, UnaryOperator<T> change) {
        Reading<T> before = items.get(key);
        written(key, before instanceof Reading.Found<T> ? before.map(change) : Reading.unread());
    }

    private synchronized void written(String key, Reading<T> reading) {
        items = items.written(key, marks.next(), background.clock().instant(), reading);
    }

    private boolean list(ListedItems.Read read) {
        try {
            taken(read, all());
            return true;
        } catch (AwsException e) {
            LogFields.of("failure", e.kind())
                    .and("operation", source.operation())
                    .in(() ->
                            LOG.warn("ECR could not be listed: {}", e.failure().message()));
            failed(e.failure());
        } catch (RuntimeException | Error defect) {
            LOG.error("{} hit an internal error", source.operation(), defect);
            String message =
                    "the operator hit an internal error (" + defect.getClass().getSimpleName() + "), see its log";
            failed(new AwsFailure(Kind.TRANSIENT, source.operation(), "InternalError", message, null));
        }
        return false;
    }

    /** All pages, or the failure of one. */
    private List<T> all() {
        List<T> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<T> page = source.pages().apply(next.orElse(null));
            beat();
            all.addAll(page.items());
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return all;
    }

    private void taken(ListedItems.Read read, List<T> all) {
        Set<String> changed;
        boolean isNews;
        synchronized (this) {
            ListedItems<T> before = items;
            items = before.listed(read, all, source.key());
            changed = items.differingFrom(before);
            isNews = health.succeeded();
        }
        if (isNews) {
            listeners.stateChanged();
        }
        changed.forEach(listeners::changed);
    }

    private void failed(AwsFailure failure) {
        boolean isNews;
        synchronized (this) {
            isNews = health.failed(failure);
        }
        if (isNews) {
            listeners.stateChanged();
        }
    }

    private synchronized Duration untilNext() {
        double jitter = background.random().nextDouble(1 - RegistryWatch.JITTER, 1 + RegistryWatch.JITTER);
        return Duration.ofMillis((long) (health.untilNext(period).toMillis() * jitter));
    }

    private synchronized void beat() {
        running.ifPresent(Repetition::beat);
    }

    private void forget() {
        items = ListedItems.unread();
        health = new ListingHealth(background.clock().instant());
    }

    private void end() {
        running.ifPresent(Repetition::end);
        running = Optional.empty();
    }
}
