package io.ecroperator.aws.view;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.TaggingApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.log.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists all repositories, ⌈N/1000⌉ calls, and their tags where the tagging API is allowed, ⌈N/100⌉ calls. A listing is
 * all pages or a failure, so that half a listing never looks like a mass deletion. An identity that may not list, since its
 * rights are for some repositories and a listing asks for {@code repository/*}, has those read by name that somebody relies
 * on.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** A right that was refused is not asked for again before this has passed. */
    private static final Duration REFUSAL_REMEMBERED = Duration.ofHours(1);

    /** A listing that was refused is asked for again after this: its right may come back. */
    static final Duration LISTING_REFUSAL_REMEMBERED = Duration.ofMinutes(10);

    private record Refusal(AwsFailure failure, Instant at) {}

    /** The repositories whose tags a sweep has brought, and when it began. */
    private record InBulk(Set<String> repositories, Instant startedAt) {}

    private final RepositoryDoors doors;
    private final TaggingApi tagging;
    private final RegistryView view;
    private final Clock clock;
    private final Heartbeat heartbeat;
    private final NamedReader byName;
    private final ReentrantLock sweeping = new ReentrantLock();
    private Optional<Refusal> listingRefused = Optional.empty();
    private volatile Instant taggingRefusedAt;
    private final Map<String, Instant> noLongerInBulk = new ConcurrentHashMap<>();
    private volatile InBulk inBulk = new InBulk(Set.of(), Instant.EPOCH);
    private volatile boolean tagsComeInBulk;

    Sweeper(RepositoryDoors doors, TaggingApi tagging, RegistryView view, Clock clock) {
        this(doors, tagging, view, clock, Heartbeats.unwatched().ofSchedule("sweep", Duration.ZERO));
    }

    /** One whose sweeps, which may take long, show with every answer of AWS that they go on. */
    Sweeper(RepositoryDoors doors, TaggingApi tagging, RegistryView view, Clock clock, Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
        this.doors = doors;
        this.tagging = tagging;
        this.view = view;
        this.clock = clock;
        this.byName = new NamedReader(doors.repositories(), view, heartbeat::beat);
    }

    /** Sweeps once; a failure is noted in the view and returned as false. */
    boolean sweep() {
        sweeping.lock();
        try {
            return sweepAlone();
        } finally {
            sweeping.unlock();
        }
    }

    private boolean sweepAlone() {
        long mark = view.readMark();
        Instant startedAt = clock.instant();
        try {
            Optional<List<Repository>> listing = listing(startedAt); // first: it tells an outage from a refusal
            if (listing.isPresent()) {
                withTags(listing.get(), mark, startedAt);
                view.swept(mark, startedAt, listing.get());
            } else {
                NamedReader.Answer named = byName.read();
                withTags(named.found(), mark, startedAt);
                view.sweptByName(
                        mark, startedAt, named, listingRefused.orElseThrow().failure());
            }
            return true;
        } catch (AwsException e) {
            LogFields.of("failure", e.kind())
                    .and("operation", e.failure().operation())
                    .in(() ->
                            LOG.warn("ECR could not be listed: {}", e.failure().message()));
            view.sweepFailed(e.failure());
            return false;
        } catch (RuntimeException | Error defect) {
            heartbeat.failed(defect);
            view.sweepFailed(new AwsFailure(
                    Kind.TRANSIENT,
                    "DescribeRepositories",
                    "InternalError",
                    "the operator met an error of its own (" + defect.getClass().getSimpleName() + "), see its log",
                    null));
            return false;
        }
    }

    /** All repositories; empty while this identity may not list them. */
    private Optional<List<Repository>> listing(Instant now) {
        if (listingRefused
                .filter(refusal -> now.isBefore(refusal.at().plus(LISTING_REFUSAL_REMEMBERED)))
                .isPresent()) {
            return Optional.empty();
        }
        try {
            List<Repository> listing = all(doors.repositories()::describeRepositories);
            listingRefused = Optional.empty();
            return Optional.of(listing);
        } catch (AwsException e) {
            boolean mayPass = view.state() instanceof ViewState.Current
                    && view.failedSweeps() + 1 < RegistryView.TOLERATED_FAILURES;
            if (e.kind() != Kind.DENIED || mayPass) {
                throw e;
            }
            if (listingRefused.isEmpty()) {
                LOG.warn(
                        "ECR may not be listed, so the declared repositories are read by name, and policies with"
                                + " repositoryNamePatterns wait for ecr:DescribeRepositories on repository/*: {}",
                        e.failure().message());
            }
            listingRefused = Optional.of(new Refusal(e.failure(), now));
            return Optional.empty();
        }
    }

    private void withTags(List<Repository> listing, long mark, Instant startedAt) {
        Map<String, Map<String, String>> tags = tagsInBulk();
        confirmTags(listing, tags, mark, startedAt);
        tagsComeInBulk = !tags.isEmpty();
    }

    /** Whether the last sweep brought the repository's tags too; if not, deep reads have to. */
    boolean tagsKnownInBulk(String repositoryName) {
        return inBulk.repositories().contains(repositoryName);
    }

    /** When the last sweep began that brought the repository's tags too; long ago if none did. */
    Instant tagsReadAt(String repositoryName) {
        InBulk last = inBulk;
        return last.repositories().contains(repositoryName)
                ? last.startedAt()
                : noLongerInBulk.getOrDefault(repositoryName, Instant.EPOCH);
    }

    /** Whether the last sweep brought tags, so that a repository without any in the view most likely has none. */
    boolean tagsComeInBulk() {
        return tagsComeInBulk;
    }

    /** Tags by ARN; empty where the tagging API is not to be had, which is no failure of the sweep. */
    private Map<String, Map<String, String>> tagsInBulk() {
        Instant now = clock.instant();
        if (taggingRefusedAt != null && now.isBefore(taggingRefusedAt.plus(REFUSAL_REMEMBERED))) {
            return Map.of();
        }
        try {
            Map<String, Map<String, String>> tags = new HashMap<>();
            all(tagging::getResources).forEach(tagged -> tags.put(tagged.repositoryArn(), tagged.tags()));
            taggingRefusedAt = null;
            return tags;
        } catch (AwsException e) {
            if (e.kind() != Kind.THROTTLED) {
                taggingRefusedAt = now;
                LogFields.of("failure", e.kind())
                        .in(
                                () -> LOG.info(
                                        "Tags cannot be read in bulk (tag:GetResources); reading them one repository at a time"));
            }
            return Map.of();
        }
    }

    /**
     * The tagging API may lag behind ECR, so a difference is only a hint: the repository's own tags are read before
     * anyone acts on it. An API that knows none of our repositories is no source at all (some endpoints answer so). What AWS
     * is too busy to confirm is left to the deep reads and the next sweep; the listing stands.
     */
    private void confirmTags(
            List<Repository> listing, Map<String, Map<String, String>> tags, long mark, Instant startedAt) {
        Set<String> known = new HashSet<>();
        boolean mayAsk = true;
        for (Repository repository : listing) {
            String name = repository.repositoryName();
            Map<String, String> inBulk = tags.get(repository.repositoryArn());
            if (inBulk == null || isNew(repository)) {
                continue;
            }
            if (!view.tracking().tracks(name)) {
                take(repository, inBulk, mark);
                known.add(name);
            } else if (!differs(repository, inBulk, mark)) {
                known.add(name);
            } else if (mayAsk) {
                mayAsk = readTags(name, repository.repositoryArn());
                if (mayAsk && view.refusal(name, DeepFacet.TAGS).isEmpty()) {
                    known.add(name);
                }
            }
        }
        inBulk.repositories().stream()
                .filter(view.tracking()::tracks)
                .forEach(name -> noLongerInBulk.put(name, inBulk.startedAt()));
        noLongerInBulk
                .keySet()
                .removeIf(name -> known.contains(name) || !view.tracking().tracks(name));
        inBulk = new InBulk(Set.copyOf(known), startedAt);
    }

    /** Whether the view does not know this incarnation yet, of which a lagging API may tell the tags of the one before. */
    private boolean isNew(Repository repository) {
        ViewedRepository seen = view.get(repository.repositoryName());
        return !seen.repository().isUnread() && !seen.isOf(repository);
    }

    /** Whether the repository's tags are known to be others; takes those that nobody has read yet. */
    private boolean differs(Repository repository, Map<String, String> inBulk, long mark) {
        Reading<Map<String, String>> known =
                view.get(repository.repositoryName()).tags();
        if (known.isUnread()) {
            take(repository, inBulk, mark);
            return false;
        }
        return !known.equals(Reading.found(inBulk));
    }

    private void take(Repository repository, Map<String, String> inBulk, long mark) {
        String name = repository.repositoryName();
        boolean described = view.described(name, mark, repository);
        boolean tagged = view.read(name, DeepFacet.TAGS, mark, seen -> seen.withTags(inBulk));
        if ((described || tagged) && view.state().isTrusted()) { // else everyone is told after the sweep
            view.tell(name);
        }
    }

    /**
     * Reads the tags; the view takes the answer, so whether it was news shows in the view. Returns whether AWS may be asked
     * for more.
     */
    private boolean readTags(String name, String arn) {
        ViewedRepository before = view.get(name);
        Optional<Doubt.Refused> refusedBefore = view.refusal(name, DeepFacet.TAGS);
        boolean mayAsk = true;
        heartbeat.beat();
        try {
            doors.tags().listTagsForResource(arn);
        } catch (AwsException e) {
            mayAsk = e.kind() != Kind.THROTTLED
                    && e.kind() != Kind.TRANSIENT
                    && !e.kind().isOfIdentity();
            LogFields.of("repository", name).in(() -> LOG.debug("Tags could not be confirmed: {}", e.getMessage()));
        }
        if (!view.get(name).equals(before)
                || !view.refusal(name, DeepFacet.TAGS).equals(refusedBefore)) {
            view.tell(name);
        }
        return mayAsk;
    }

    private <T> List<T> all(Function<String, Page<T>> pages) {
        List<T> items = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<T> page = pages.apply(next.orElse(null));
            heartbeat.beat();
            items.addAll(page.items());
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return items;
    }
}
