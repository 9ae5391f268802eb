package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which parts of a repository the view can no longer vouch for: what was not looked at is not equal. Thread-safe. */
public final class Freshness {

    /** Beside the period: a read that fails once is repeated in a tenth of it, and a share may have to wait. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final RegistryView view;
    private final Sweeper sweeper;
    private final Duration longest;
    private final Clock clock;

    Freshness(RegistryView view, Sweeper sweeper, Duration deepRead, Clock clock) {
        this.view = view;
        this.sweeper = sweeper;
        this.longest = longest(deepRead);
        this.clock = clock;
    }

    /** For how long a part may not have been read before it counts as unknown. */
    public static Duration longest(Duration deepRead) {
        return Duration.ofMillis((long) (deepRead.toMillis() * (1 + 2 * RegistryWatch.JITTER)))
                .plus(SLACK);
    }

    /** What is doubtful among these parts of a repository, in the order of the facets; empty if it does not exist. */
    public List<Doubt> doubts(String repositoryName, Set<DeepFacet> facets) {
        if (!(view.get(repositoryName).repository() instanceof Reading.Found<Repository>)) {
            return List.of();
        }
        return Stream.of(DeepFacet.values())
                .filter(facets::contains)
                .flatMap(facet -> doubt(repositoryName, facet).stream())
                .toList();
    }

    /** The number of repositories that somebody relies on and of which AWS does not let a part, or anything, be read. */
    public long refusedRepositories() {
        return repositories(name -> view.descriptionRefused(name).isPresent() || has(name, Doubt.Refused.class));
    }

    /** The number of repositories with a tracked part that has not been read for too long. */
    public long overdueRepositories() {
        return repositories(name -> has(name, Doubt.Overdue.class));
    }

    private long repositories(Predicate<String> of) {
        return view.tracking().repositories().stream().filter(of).count();
    }

    private boolean has(String repositoryName, Class<? extends Doubt> kind) {
        return doubts(repositoryName, view.tracking().facets(repositoryName)).stream()
                .anyMatch(kind::isInstance);
    }

    private Optional<Doubt> doubt(String repositoryName, DeepFacet facet) {
        Optional<Doubt> refused = view.refusal(repositoryName, facet).map(each -> each);
        if (refused.isPresent()) {
            return refused;
        }
        Instant read = view.readAt(repositoryName, facet);
        Instant last = facet == DeepFacet.TAGS ? later(read, sweeper.tagsReadAt(repositoryName)) : read;
        return last.plus(longest).isBefore(clock.instant())
                ? Optional.of(new Doubt.Overdue(facet, last))
                : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
