package io.ecroperator.aws.view;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.log.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the parts that a listing does not carry, each tracked repository once per period, spread evenly: never more per
 * tick than the period asks for, also after a pause or a restart.
 */
final class DeepReader {

    private static final Logger LOG = LoggerFactory.getLogger(DeepReader.class);

    private final EcrApi ecr;
    private final RegistryView view;
    private final Sweeper sweeper;
    private final Duration period;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    DeepReader(EcrApi ecr, RegistryView view, Sweeper sweeper, Duration period, Clock clock, RandomGenerator random) {
        this.ecr = ecr;
        this.view = view;
        this.sweeper = sweeper;
        this.period = period;
        this.clock = clock;
        this.random = random;
    }

    /** Reads what is due; {@code tick} is the time between two calls of this method. */
    void tick(Duration tick) {
        if (!(view.state() instanceof ViewState.Current)) {
            return;
        }
        Instant now = clock.instant();
        Set<String> tracked = view.tracking().repositories();
        due.keySet().retainAll(tracked);
        tracked.forEach(name -> due.computeIfAbsent(name, key -> now.plus(spread())));
        long share = 1 + (long) Math.ceil((double) tracked.size() * tick.toMillis() / period.toMillis());
        List<String> next = due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .sorted(Map.Entry.comparingByValue())
                .limit(share)
                .map(Map.Entry::getKey)
                .toList();
        for (String name : next) {
            due.put(name, now.plus(around()));
            if (!read(name)) {
                due.put(name, now.plus(spread().dividedBy(10)));
                return;
            }
        }
    }

    private Duration around() {
        return Duration.ofMillis(
                (long) (period.toMillis() * random.nextDouble(1 - Registry.JITTER, 1 + Registry.JITTER)));
    }

    private Duration spread() {
        return Duration.ofMillis(random.nextLong(Math.max(1, period.toMillis())));
    }

    /** Whether the next one may be read: a throttled or failing AWS is left alone until the next tick. */
    private boolean read(String name) {
        ViewedRepository before = view.get(name);
        if (!(before.repository() instanceof Reading.Found<Repository>(var repository))) {
            return true;
        }
        try {
            for (DeepFacet facet : facets(name)) {
                if (!read(facet, repository)) {
                    return false;
                }
            }
            return true;
        } finally {
            if (!view.get(name).equals(before)) {
                view.tell(name);
            }
        }
    }

    private Set<DeepFacet> facets(String name) {
        Set<DeepFacet> facets = view.tracking().facets(name);
        if (sweeper.tagsKnownInBulk(name)) {
            facets.remove(DeepFacet.TAGS);
        }
        return facets;
    }

    /** Whether AWS may be asked for more; what is denied says nothing about the other parts. */
    private boolean read(DeepFacet facet, Repository repository) {
        try {
            switch (facet) {
                case TAGS -> ecr.listTagsForResource(repository.repositoryArn());
                case REPOSITORY_POLICY -> ecr.getRepositoryPolicy(repository.repositoryName());
                case LIFECYCLE_POLICY -> ecr.getLifecyclePolicy(repository.repositoryName());
            }
            return true;
        } catch (AwsException e) {
            LogFields.of("repository", repository.repositoryName())
                    .and("failure", e.kind())
                    .in(() -> LOG.info("Deep read postponed: {}", e.failure().message()));
            return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED;
        }
    }
}
