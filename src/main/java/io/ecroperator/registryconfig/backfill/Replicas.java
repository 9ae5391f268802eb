package io.ecroperator.registryconfig.backfill;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.aws.view.ViewedRepository;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known, without a call, of the repositories at a destination. Their policies are known where somebody has them read:
 * an EcrRepositoryPolicy or EcrLifecyclePolicy that means them by pattern, or an EcrRepository.
 *
 * @param seen how many there are
 * @param unknown of how many, or of the whole destination, it is not known whether they have both policies
 * @param bare how many lack one
 */
public record Replicas(int seen, int unknown, int bare) {

    private static final Set<DeepFacet> POLICIES = EnumSet.of(DeepFacet.REPOSITORY_POLICY, DeepFacet.LIFECYCLE_POLICY);

    /** Nothing is known. */
    private static final Replicas UNKNOWN = new Replicas(0, 1, 0);

    /**
     * Those that the filter means, as they were listed after a backfill had ended, which may have created some.
     *
     * @param destination empty if no object uses an EcrRegistry of it
     */
    public static Replicas at(Optional<EcrConnection> destination, Predicate<String> filter, BackfillStatus backfill) {
        return destination
                .filter(connection -> connection.view().state() instanceof ViewState.Current)
                .filter(connection -> isListedAfter(connection, backfill))
                .map(connection -> at(connection, filter))
                .filter(replicas -> replicas.seen() > 0 || !sentSomething(backfill))
                .orElse(UNKNOWN);
    }

    private static boolean isListedAfter(EcrConnection destination, BackfillStatus backfill) {
        try {
            Instant ended = Instant.parse(String.valueOf(backfill.endedAt()));
            return destination.view().sweptAt().filter(ended::isBefore).isPresent();
        } catch (DateTimeParseException nobodyKnowsWhen) {
            return false;
        }
    }

    private static boolean sentSomething(BackfillStatus backfill) {
        return backfill.completedReplicationCount() != null && backfill.completedReplicationCount() > 0;
    }

    /** Nothing is there. */
    public static Replicas none() {
        return new Replicas(0, 0, 0);
    }

    /** Both. */
    public Replicas and(Replicas other) {
        return new Replicas(seen + other.seen, unknown + other.unknown, bare + other.bare);
    }

    private static Replicas at(EcrConnection connection, Predicate<String> filter) {
        List<ViewedRepository> repositories = connection
                .view()
                .repositories()
                .filter(each -> name(each).filter(filter).isPresent())
                .toList();
        int unknown = 0;
        int bare = 0;
        for (ViewedRepository each : repositories) {
            boolean doubtful =
                    POLICIES.stream().anyMatch(facet -> each.part(facet).isUnread())
                            || !connection
                                    .freshness()
                                    .doubts(name(each).orElse(""), POLICIES)
                                    .isEmpty();
            if (doubtful) {
                unknown++;
            } else if (POLICIES.stream()
                    .anyMatch(facet -> each.part(facet).toOptional().isEmpty())) {
                bare++;
            }
        }
        return new Replicas(repositories.size(), unknown, bare);
    }

    private static Optional<String> name(ViewedRepository repository) {
        return repository.repository().toOptional().map(Repository::repositoryName);
    }
}
