package io.ecroperator.repository;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Applied.Failed;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Observed;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.status.FailureReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which tag keys the status has to remember after a pass, so that they can be removed when they leave the spec. */
final class ManagedTagKeys {

    /** The CRD's limit: ECR's 50 tags, and as many that are to take their place. */
    private static final int MAX_KEYS = 100;

    private ManagedTagKeys() {}

    /**
     * The keys after a pass over a repository that this object may write to. Keys that were written stay until they are
     * known to be gone, so that a failed removal is made up for.
     */
    static List<String> ofExisting(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed,
            RecordedRepository recorded,
            Repository repository) {
        String owner = observed.desired().owner();
        boolean tagged = recorded.is(repository)
                || observed.seen()
                        .tags()
                        .toOptional()
                        .filter(tags -> owner.equals(tags.get(Ownership.TAG_KEY)))
                        .isPresent();
        if (!tagged) {
            return list(unanswered(observed, recorded));
        }
        Set<String> keys = new TreeSet<>();
        observed.desired().tags().ifPresent(tags -> {
            keys.addAll(tags.keySet());
            recorded.managedTagKeysOf(repository, observed.seen().tags(), owner).stream()
                    .filter(key -> recorded.is(repository) || !takenOver(observed))
                    .filter(key -> observed.seen()
                            .tags()
                            .toOptional()
                            .map(found -> found.containsKey(key))
                            .orElse(true))
                    .forEach(keys::add);
        });
        return Stream.concat(Stream.of(Ownership.TAG_KEY), keys.stream().filter(key -> !Ownership.isOurs(key)))
                .limit(MAX_KEYS)
                .sorted()
                .toList();
    }

    /** Whether the ownership tag was set in this pass, so that the tags beside it were somebody else's. */
    private static boolean takenOver(Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
        return observed.made().stream().anyMatch(Change::takesOver);
    }

    /** The keys after a pass that has not, or not yet, created the repository; empty if nothing new is known of them. */
    static Optional<List<String>> ofMissing(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, RecordedRepository recorded) {
        if (attempted(observed).isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = unanswered(observed, recorded);
        if (recorded.incarnation().isPresent()) {
            keys.add(Ownership.TAG_KEY);
        }
        return Optional.ofNullable(list(keys));
    }

    /** What may have been set without our knowing, in this pass or before. */
    private static Set<String> unanswered(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, RecordedRepository recorded) {
        Set<String> keys = new TreeSet<>(attempted(observed));
        if (recorded.unanswered()) {
            keys.addAll(recorded.managedTagKeys());
        }
        keys.removeIf(Ownership::isOurs);
        return keys;
    }

    /** The keys in calls that failed in a way that does not exclude that they were carried out. */
    private static Set<String> attempted(Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
        Set<String> keys = new TreeSet<>();
        for (Failed<RepositoryChange> failed : observed.failed()) {
            if (FailureReport.of(failed.failure()).trouble()) {
                switch (failed.change()) {
                    case CreateRepository(var repository) ->
                        keys.addAll(repository.tags().keySet());
                    case TagResource(var arn, var tags) -> keys.addAll(tags.keySet());
                    default -> {}
                }
            }
        }
        return keys;
    }

    private static List<String> list(Set<String> keys) {
        return keys.isEmpty() ? null : keys.stream().limit(MAX_KEYS).toList();
    }
}
