package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is known of all repositories of one account and region. Thread-safe; never calls AWS itself.
 *
 * <p>An answer to a read that began before a newer answer did, or before one of our writes was answered, is dropped, so
 * that an older answer never hides a newer one ({@link ViewEntry}).
 */
public final class RegistryView {

    /** How long ECR may still not list what it has created, or list what it has deleted (terraform-provider-aws#3849). */
    public static final Duration PROPAGATION = Duration.ofMinutes(2);

    /** So many sweeps must fail in a row before the picture counts as out of date. */
    static final int TOLERATED_FAILURES = 3;

    private final Clock clock;
    private final ConcurrentHashMap<String, ViewEntry> entries = new ConcurrentHashMap<>();
    private final DeepReadSubscriptions tracking = new DeepReadSubscriptions();
    private final Marks marks;
    private final Listeners listeners = new Listeners();
    private volatile ViewState state;
    private final Refusals refusals = new Refusals();
    private volatile Instant sweptAt;
    private volatile boolean listed;
    private final AtomicInteger failedSweeps = new AtomicInteger();

    /** A view that knows nothing yet. */
    public RegistryView(Clock clock) {
        this.clock = clock;
        this.marks = new Marks(clock);
        this.state = new ViewState.Warming(clock.instant());
    }

    /** The first sweep begins now, unless somebody has made one before. */
    void starting() {
        if (state instanceof ViewState.Warming) {
            state = new ViewState.Warming(clock.instant());
        }
    }

    /**
     * What is known of a repository. After a listing, one that was not in it is absent; where ECR may not be listed, nothing
     * is known of one that nobody has asked for.
     */
    public ViewedRepository get(String repositoryName) {
        ViewEntry entry = entries.get(repositoryName);
        if (entry != null) {
            return entry.seen();
        }
        return listed ? ViewedRepository.ABSENT : ViewedRepository.UNREAD;
    }

    /**
     * Whether ECR has said that it has no such repository so shortly after we created it there that it may still have to
     * learn of it. It is in the view until that is known: by the end of {@link #PROPAGATION}.
     */
    public boolean mayBeGone(String repositoryName) {
        ViewEntry entry = entries.get(repositoryName);
        return entry != null && entry.mayBeGone();
    }

    /** How far the picture can be trusted. */
    public ViewState state() {
        return state;
    }

    /** Why this identity may not see a repository that somebody relies on, where they are read by name. */
    public Optional<AwsFailure> descriptionRefused(String repositoryName) {
        return refusals.of(repositoryName);
    }

    /** When the last complete sweep began, by listing or by name; empty before the first. */
    public Optional<Instant> sweptAt() {
        return Optional.ofNullable(sweptAt);
    }

    /** The repositories that ECR listed or that we created since, in no order. */
    public Stream<ViewedRepository> repositories() {
        return entries.values().stream()
                .map(ViewEntry::seen)
                .filter(seen -> seen.repository() instanceof Reading.Found);
    }

    /** Asks for a call with the repository's name whenever a sweep or a deep read finds a change. */
    public void onChange(Consumer<String> listener) {
        listeners.onChange(listener);
    }

    /** Asks for a call whenever the picture as a whole comes to be trusted, or no longer is. */
    public void onStateChange(Runnable listener) {
        listeners.onStateChange(listener);
    }

    /**
     * Has the given parts of a repository read again and again for {@code tracker}, any name that is its own; replaces what
     * the same tracker asked before.
     */
    public void track(String tracker, String repositoryName, Set<DeepFacet> facets) {
        tracking.track(tracker, repositoryName, facets);
    }

    /** Stops the deep reads of a repository that are for this tracker alone. */
    public void untrack(String tracker, String repositoryName) {
        tracking.untrack(tracker, repositoryName);
    }

    DeepReadSubscriptions tracking() {
        return tracking;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Marks the beginning of a read; goes back with its answer. */
    long readMark() {
        return marks.next();
    }

    /** Takes the description that a read begun at {@code mark} has brought; returns whether it told anything new. */
    boolean described(String repositoryName, long mark, Repository repository) {
        refusals.answered(repositoryName);
        return change(repositoryName, entry -> entry.described(mark, Reading.found(repository)));
    }

    /** Takes a part that a read begun at {@code mark} has brought; returns whether it told anything new. */
    boolean read(String repositoryName, DeepFacet facet, long mark, UnaryOperator<ViewedRepository> answer) {
        return change(repositoryName, entry -> entry.read(facet, mark, answer.apply(entry.seen())));
    }

    /** Takes the answer that a part may not be read. */
    void refused(String repositoryName, DeepFacet facet, long mark, AwsFailure failure) {
        change(repositoryName, entry -> entry.refused(facet, mark, failure));
    }

    /**
     * Takes the answer that ECR does not know the repository; if it is too new for that to mean anything, as a doubt. Returns
     * whether it told anything new, or left one.
     */
    boolean missing(String repositoryName, long mark) {
        Instant now = clock.instant();
        refusals.answered(repositoryName);
        boolean news = change(
                repositoryName,
                entry -> entry.mayBeUnknownYet(now) ? entry.missed(mark) : entry.described(mark, Reading.absent()));
        return news || mayBeGone(repositoryName);
    }

    /** Takes the answer to a write of ours, which tells how these parts are now. */
    void written(String repositoryName, Set<DeepFacet> told, UnaryOperator<ViewedRepository> change) {
        Instant now = clock.instant();
        change(repositoryName, entry -> entry.written(marks.next(), now, told, change.apply(entry.seen())));
    }

    /** The refusal of the last read of a part; empty if it was answered. */
    Optional<Doubt.Refused> refusal(String repositoryName, DeepFacet facet) {
        return Optional.ofNullable(entries.get(repositoryName))
                .map(entry -> entry.refusals().get(facet))
                .map(refusal -> new Doubt.Refused(facet, refusal.failure(), Marks.time(refusal.mark())));
    }

    /** When the read began that has told of a part last; if there was none, when the repository was first found. */
    Instant readAt(String repositoryName, DeepFacet facet) {
        return Optional.ofNullable(entries.get(repositoryName))
                .map(entry -> entry.readMarks().get(facet))
                .map(Marks::time)
                .orElse(Instant.EPOCH);
    }

    /** Returns whether it told anything new. What is equal is kept as it is, so that a sweep leaves the old generation alone. */
    private boolean change(String repositoryName, UnaryOperator<ViewEntry> change) {
        AtomicBoolean news = new AtomicBoolean();
        entries.compute(repositoryName, (name, known) -> {
            ViewEntry entry = known != null ? known : ViewEntry.of(get(name));
            ViewEntry changed = change.apply(entry);
            news.set(!changed.seen().equals(entry.seen()));
            return news.get() ? changed : changed.keeping(entry.seen());
        });
        return news.get();
    }

    /** Takes a complete listing that began at {@code mark} and {@code startedAt}, and tells the listeners what changed. */
    void swept(long mark, Instant startedAt, List<Repository> listing) {
        Map<String, Repository> listed = HashMap.newHashMap(listing.size());
        listing.forEach(repository -> listed.put(repository.repositoryName(), repository));
        List<String> changed = new ArrayList<>();
        listed.forEach((name, repository) -> {
            if (list(name, repository, mark, startedAt)) {
                changed.add(name);
            }
        });
        for (String name : entries.keySet()) {
            if (!listed.containsKey(name) && unlist(name, mark, startedAt)) {
                changed.add(name);
            }
        }
        refusals.retain(Set.of());
        this.listed = true;
        looked(startedAt, new ViewState.Current(), changed);
    }

    /**
     * Takes what was read by name from {@code mark} on, all that somebody relies on, because ECR may not be listed. What
     * nobody relies on is forgotten: nobody looks at it any more.
     */
    void sweptByName(long mark, Instant startedAt, NamedReader.Answer answer, AwsFailure denied) {
        listed = false;
        Set<String> changed = new HashSet<>();
        answer.found().stream()
                .filter(repository -> list(repository.repositoryName(), repository, mark, startedAt))
                .forEach(repository -> changed.add(repository.repositoryName()));
        answer.missing().stream().filter(name -> missing(name, mark)).forEach(changed::add);
        answer.refused().entrySet().stream()
                .filter(refusal -> refusals.refused(refusal.getKey(), refusal.getValue(), startedAt))
                .forEach(refusal -> changed.add(refusal.getKey()));
        entries.keySet().removeIf(name -> !tracking.tracks(name));
        refusals.retain(tracking.repositories());
        looked(startedAt, new ViewState.ByName(denied), changed);
    }

    private void looked(Instant startedAt, ViewState now, Collection<String> changed) {
        failedSweeps.set(0);
        sweptAt = startedAt;
        ViewState before = state;
        state = now;
        if (before.getClass() == now.getClass()) {
            changed.forEach(this::tell);
        } else {
            tellAll();
        }
    }

    /** Takes note of a sweep that failed; the picture stays as it was. */
    void sweepFailed(AwsFailure failure) {
        int failures = failedSweeps.incrementAndGet();
        boolean everSucceeded = sweptAt != null;
        boolean known = state instanceof ViewState.Failing(var before, var ever)
                && before.kind() == failure.kind()
                && ever == everSucceeded;
        if (!everSucceeded || failures >= TOLERATED_FAILURES) {
            state = new ViewState.Failing(failure, everSucceeded);
            if (!known) {
                tellAll();
            }
        }
    }

    int failedSweeps() {
        return failedSweeps.get();
    }

    /** Has everyone who listens look at a repository again. */
    public void tell(String repositoryName) {
        listeners.changed(repositoryName);
    }

    /** Tells everyone who waits for, or relies on, the picture as a whole. */
    private void tellAll() {
        listeners.stateChanged();
        tracking.repositories().forEach(this::tell);
    }

    private boolean list(String name, Repository repository, long mark, Instant startedAt) {
        refusals.answered(name);
        return change(name, entry -> entry.list(mark, startedAt, repository));
    }

    private boolean unlist(String name, long mark, Instant startedAt) {
        ViewedRepository before = get(name);
        ViewEntry after =
                entries.computeIfPresent(name, (key, entry) -> entry.goneFrom(mark, startedAt) ? null : entry);
        return after == null && !before.equals(ViewedRepository.ABSENT);
    }
}
