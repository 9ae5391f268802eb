package io.ecroperator.undeclared;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.status.FailureReport;
import io.ecroperator.undeclared.UndeclaredReach.Withheld;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One pass of a policy over the repositories that no EcrRepository declares: observe, plan, apply. A pass ends after a few
 * seconds, so that an edit or a stop never waits for a thousand calls.
 */
public final class UndeclaredPass {

    /** Below the time that a stop waits for a reconcile. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** So many repositories may be refused in a pass before the rest waits for the next one. */
    private static final int REFUSALS = 10;

    private final PolicyDoor door;
    private final Cluster cluster;
    private final Clock clock;
    private final UndeclaredObserver observer;

    /** By policy, the repositories whose last change AWS has refused: they come last, so that they stop no other. */
    private final Map<String, Set<String>> refused = new ConcurrentHashMap<>();

    /** By policy, the repositories where something else has changed the policy, and where it is to be put back. */
    private final Map<String, Set<String>> drifted = new ConcurrentHashMap<>();

    /** The cluster's name becomes part of the tag that notes a policy on a repository. */
    public UndeclaredPass(PolicyDoor door, Cluster cluster, Clock clock) {
        this.door = door;
        this.observer = new UndeclaredObserver(door.facet());
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Whether a change of the repository in ECR may mean something for the policy. */
    public boolean concerns(SharedPolicy policy, String repositoryName) {
        return observer.concerns(policy, repositoryName);
    }

    /**
     * Brings ECR to what the policy says, or as far as it goes.
     *
     * @param reference where the policy's patterns mean repositories
     * @param policies all policies of the cluster that mean the same registry
     * @param declared whether an EcrRepository declares a repository of this name there
     */
    public UndeclaredReach run(
            SharedPolicy policy,
            RegistryReference reference,
            Collection<? extends SharedPolicy> policies,
            Predicate<String> declared) {
        if (!isMeant(policy)) {
            leave(policy);
            return UndeclaredReach.NONE;
        }
        return run(policy, reference, registry -> look(policy, registry, policies, declared));
    }

    /**
     * What {@link #run} would do, of which nothing is done: the reach as it is, without what would be written.
     *
     * @param changes takes the changes, repository by repository
     */
    public UndeclaredReach foretell(
            SharedPolicy policy,
            RegistryReference reference,
            Collection<? extends SharedPolicy> policies,
            Predicate<String> declared,
            BiConsumer<String, List<PolicyChange>> changes) {
        if (!isMeant(policy)) {
            return UndeclaredReach.NONE;
        }
        return run(policy, reference, registry -> {
            UndeclaredTally tally = new UndeclaredTally(() -> true, Integer.MAX_VALUE);
            List<Repository> repositories = observer.repositories(policy, registry.connection(), declared);
            UndeclaredSettlement settlement = settlement(policy, registry, policies, declared, tally);
            repositories.forEach(
                    repository -> changes.accept(repository.repositoryName(), settlement.foretell(repository)));
            return tally.reach();
        });
    }

    private UndeclaredReach run(
            SharedPolicy policy,
            RegistryReference reference,
            Function<RegistryReference.Resolved, UndeclaredReach> look) {
        return switch (reference) {
            case RegistryReference.Refused(var reason, var message) -> {
                leave(policy);
                yield UndeclaredReach.unseen(Optional.empty()).beside(Optional.of(Withheld.registry(reason, message)));
            }
            case RegistryReference.Resolved registry -> run(policy, registry, look);
        };
    }

    private UndeclaredReach run(
            SharedPolicy policy,
            RegistryReference.Resolved registry,
            Function<RegistryReference.Resolved, UndeclaredReach> look) {
        Optional<Withheld> withheld =
                UndeclaredPowers.withheld(policy, door.kind(), door.facet().label(), registry.access());
        if (withheld.filter(Withheld::all).isPresent()) {
            leave(policy);
            return UndeclaredReach.unseen(Optional.empty()).beside(withheld);
        }
        EcrConnection connection = registry.connection();
        connection.start();
        UndeclaredReach reach =
                switch (connection.view().state()) {
                    case ViewState.Warming warming -> UndeclaredReach.unseen(Optional.empty());
                    case ViewState.Failing(var failure, var ever) ->
                        UndeclaredReach.unseen(Optional.of(FailureReport.of(failure)));
                    case ViewState.ByName(var denied) -> UndeclaredReach.unseen(Optional.of(FailureReport.of(denied)));
                    case ViewState.Current current -> {
                        if (isEdited(policy)) {
                            connection.sweepSoon(); // what was made since the last listing is meant too
                        }
                        yield look.apply(registry);
                    }
                };
        return reach.beside(withheld);
    }

    /** Ends what is read again and again for the policy. */
    public void leave(SharedPolicy policy) {
        observer.leave(policy);
        refused.remove(policy.getMetadata().getUid());
        drifted.remove(policy.getMetadata().getUid());
    }

    private UndeclaredReach look(
            SharedPolicy policy,
            RegistryReference.Resolved registry,
            Collection<? extends SharedPolicy> policies,
            Predicate<String> declared) {
        EcrConnection connection = registry.connection();
        Set<String> last = refused.computeIfAbsent(policy.getMetadata().getUid(), uid -> ConcurrentHashMap.newKeySet());
        List<Repository> repositories = observer.repositories(policy, connection, declared).stream()
                .sorted(Comparator.comparing(repository -> last.contains(repository.repositoryName())))
                .toList();
        observer.track(policy, mark(policy), repositories);
        Instant end = clock.instant().plus(LONGEST);
        UndeclaredTally tally = new UndeclaredTally(() -> clock.instant().isBefore(end), REFUSALS);
        UndeclaredSettlement settlement = settlement(policy, registry, policies, declared, tally);
        repositories.forEach(settlement::settle);
        last.clear();
        last.addAll(tally.refused());
        return tally.reach();
    }

    private UndeclaredSettlement settlement(
            SharedPolicy policy,
            RegistryReference.Resolved registry,
            Collection<? extends SharedPolicy> policies,
            Predicate<String> declared,
            UndeclaredTally tally) {
        EcrConnection connection = registry.connection();
        UndeclaredPlanner planner = new UndeclaredPlanner(
                policy,
                door,
                mark(policy),
                cluster.uid(),
                registry.access(),
                policies,
                observer.start(policy),
                connection.tagsComeInBulk());
        return new UndeclaredSettlement(
                policy,
                connection,
                observer,
                planner,
                new PolicyApplier(connection.repositoryDoors(), door, cluster),
                declared,
                drifted.computeIfAbsent(policy.getMetadata().getUid(), uid -> ConcurrentHashMap.newKeySet()),
                tally);
    }

    private PolicyMark mark(SharedPolicy policy) {
        return new PolicyMark(door.tags(), cluster.owner(policy));
    }

    /** Whether the status tells of an older spec. */
    static boolean isEdited(SharedPolicy policy) {
        return policy.getStatus() == null
                || !policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().observedGeneration());
    }

    /** Whether ECR is asked for the policy. One that has lost its patterns still has to take away what it had put by them. */
    public static boolean isMeant(SharedPolicy policy) {
        return UndeclaredPowers.hasPatterns(policy) || hasReached(policy);
    }

    /** Whether the policy may stand on a repository that nobody declares. Its status says so before it is put on the first one. */
    public static boolean hasReached(SharedPolicy policy) {
        return policy.getStatus() != null && policy.getStatus().undeclaredRepositories() != null;
    }
}
