package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.log.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the parts that a listing does not carry, each tracked repository once per period, spread evenly: never more per
 * tick than the period asks for, also after a pause or a restart. What AWS does not let be read is tried again sooner, one
 * repository per tick, so that an object recovers by itself once the right is there.
 */
final class DeepReader {

    private static final Logger LOG = LoggerFactory.getLogger(DeepReader.class);

    /** What was refused is read again after this, or after the period, if that is shorter. */
    private static final Duration REFUSED_AGAIN = Duration.ofMinutes(10);

    /** How often all that is tracked is looked over for what has become doubtful, without a call. */
    private static final Duration REVIEW = Duration.ofMinutes(1);

    /** What listeners hear of. */
    private record Known(ViewedRepository seen, List<Doubt> doubts) {}

    private final RepositoryDoors doors;
    private final Heartbeat heartbeat;
    private final RegistryView view;
    private final Sweeper sweeper;
    private final Freshness freshness;
    private final Duration period;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Map<String, Instant> refused = new HashMap<>();
    private final Set<String> overdue = new HashSet<>();
    private Instant review = Instant.MIN;

    DeepReader(
            RepositoryDoors doors,
            RegistryView view,
            Sweeper sweeper,
            Freshness freshness,
            Duration period,
            Clock clock,
            RandomGenerator random) {
        this(
                doors,
                view,
                sweeper,
                freshness,
                period,
                clock,
                random,
                Heartbeats.unwatched().ofSchedule("deep-reads", Duration.ZERO));
    }

    /** One that shows with every repository that it goes on. */
    DeepReader(
            RepositoryDoors doors,
            RegistryView view,
            Sweeper sweeper,
            Freshness freshness,
            Duration period,
            Clock clock,
            RandomGenerator random,
            Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
        this.doors = doors;
        this.view = view;
        this.sweeper = sweeper;
        this.freshness = freshness;
        this.period = period;
        this.clock = clock;
        this.random = random;
    }

    /** Reads what is due; {@code tick} is the time between two calls of this method, which come one after another. */
    void tick(Duration tick) {
        if (!view.state().isTrusted()) {
            return;
        }
        Instant now = clock.instant();
        Set<String> tracked = view.tracking().repositories();
        if (!now.isBefore(review)) {
            review = now.plus(REVIEW);
            review(tracked, now);
        }
        due.keySet().retainAll(tracked);
        tracked.forEach(name -> due.computeIfAbsent(name, key -> now.plus(spread())));
        long share = 1 + (long) Math.ceil((double) tracked.size() * tick.toMillis() / period.toMillis());
        for (String name : next(due, now, share)) {
            heartbeat.beat();
            due.put(name, now.plus(around(period)));
            if (!read(name, facets(name))) {
                due.put(name, now.plus(spread().dividedBy(10)));
                return;
            }
        }
        for (String name : next(refused, now, 1)) {
            refused.put(name, now.plus(refusedAgain()));
            read(name, refusedFacets(name));
        }
    }

    private static List<String> next(Map<String, Instant> due, Instant now, long limit) {
        return due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Takes note of what has been refused, and tells of what has become overdue, or no longer is. */
    private void review(Set<String> tracked, Instant now) {
        refused.keySet().retainAll(tracked);
        overdue.retainAll(tracked);
        for (String name : tracked) {
            List<Doubt> doubts = freshness.doubts(name, view.tracking().facets(name));
            if (doubts.stream().anyMatch(Doubt.Refused.class::isInstance)) {
                refused.putIfAbsent(name, now.plus(refusedAgain()));
            } else {
                refused.remove(name);
            }
            boolean late = doubts.stream().anyMatch(Doubt.Overdue.class::isInstance);
            if (late ? overdue.add(name) : overdue.remove(name)) {
                view.tell(name);
            }
        }
    }

    private Duration refusedAgain() {
        return around(REFUSED_AGAIN.compareTo(period) < 0 ? REFUSED_AGAIN : period);
    }

    private Duration around(Duration duration) {
        return Duration.ofMillis(
                (long) (duration.toMillis() * random.nextDouble(1 - RegistryWatch.JITTER, 1 + RegistryWatch.JITTER)));
    }

    private Duration spread() {
        return Duration.ofMillis(random.nextLong(Math.max(1, period.toMillis())));
    }

    /** Whether the next one may be read: a throttled or failing AWS is left alone until the next tick. */
    private boolean read(String name, Set<DeepFacet> facets) {
        Known before = known(name);
        if (!(before.seen().repository() instanceof Reading.Found<Repository>(var repository))) {
            return true;
        }
        try {
            for (DeepFacet facet : facets) {
                if (!read(facet, repository)) {
                    return false;
                }
            }
            return true;
        } finally {
            if (!known(name).equals(before) || view.mayBeGone(name)) {
                view.tell(name);
            }
        }
    }

    private Known known(String name) {
        return new Known(view.get(name), freshness.doubts(name, view.tracking().facets(name)));
    }

    private Set<DeepFacet> facets(String name) {
        Set<DeepFacet> facets = view.tracking().facets(name);
        if (sweeper.tagsKnownInBulk(name)) {
            facets.remove(DeepFacet.TAGS);
        }
        return facets;
    }

    private Set<DeepFacet> refusedFacets(String name) {
        return freshness.doubts(name, view.tracking().facets(name)).stream()
                .filter(Doubt.Refused.class::isInstance)
                .map(Doubt::facet)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeepFacet.class)));
    }

    /** Whether AWS may be asked for more; what is denied says nothing about the other parts. */
    private boolean read(DeepFacet facet, Repository repository) {
        try {
            facet.read(doors, repository);
            return true;
        } catch (AwsException e) {
            LogFields.of("repository", repository.repositoryName())
                    .and("failure", e.kind())
                    .in(() -> LOG.info("Deep read postponed: {}", e.failure().message()));
            return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED;
        }
    }
}
