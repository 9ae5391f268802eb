package io.ecroperator.lifecycle;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.attachment.DeclaredRepositories.NotKnownException;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Registry;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.lifecycle.LifecycleChange.PutLifecyclePolicy;
import io.ecroperator.lifecycle.LifecycleChange.TagResource;
import io.ecroperator.lifecycle.UndeclaredReach.Withheld;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Registry registry;
    private final Cluster cluster;
    private final Powers powers;
    private final Clock clock;
    private final UndeclaredObserver observer;
    private final LifecycleApplier applier;

    /** By policy, the repositories whose last change AWS has refused: they come last, so that they stop no other. */
    private final Map<String, Set<String>> refused = new ConcurrentHashMap<>();

    /** By policy, the repositories where something else has changed the policy, and where it is to be put back. */
    private final Map<String, Set<String>> drifted = new ConcurrentHashMap<>();

    /** The cluster's name becomes part of the tag that notes a policy on a repository; the powers say who may reach it. */
    public UndeclaredPass(Registry registry, Cluster cluster, Powers powers, Clock clock) {
        this.registry = registry;
        this.cluster = cluster;
        this.powers = powers;
        this.clock = clock;
        this.observer = new UndeclaredObserver(registry);
        this.applier = new LifecycleApplier(registry.ecr(), cluster);
    }

    /** Whether a change of the repository in ECR may mean something for the policy. */
    boolean concerns(EcrLifecyclePolicy policy, String repositoryName) {
        return observer.concerns(policy, repositoryName);
    }

    /**
     * Brings ECR to what the policy says, or as far as it goes.
     *
     * @param policies all policies of the cluster
     * @param declared whether an EcrRepository declares a repository of this name
     */
    UndeclaredReach run(
            EcrLifecyclePolicy policy, Collection<EcrLifecyclePolicy> policies, Predicate<String> declared) {
        if (!isMeant(policy)) {
            leave(policy);
            return UndeclaredReach.NONE;
        }
        Optional<Withheld> withheld = UndeclaredPowers.withheld(policy, powers);
        if (withheld.filter(Withheld::all).isPresent()) {
            leave(policy);
            return UndeclaredReach.unseen(Optional.empty()).beside(withheld);
        }
        return asked(policy, policies, declared).beside(withheld);
    }

    private UndeclaredReach asked(
            EcrLifecyclePolicy policy, Collection<EcrLifecyclePolicy> policies, Predicate<String> declared) {
        registry.start();
        return switch (registry.view().state()) {
            case ViewState.Warming warming -> UndeclaredReach.unseen(Optional.empty());
            case ViewState.Failing(var failure, var ever) ->
                UndeclaredReach.unseen(Optional.of(FailureReport.of(failure)));
            case ViewState.ByName(var denied) -> UndeclaredReach.unseen(Optional.of(FailureReport.of(denied)));
            case ViewState.Current current -> {
                if (isEdited(policy)) {
                    registry.sweepSoon(); // what was made since the last listing is meant too
                }
                yield look(policy, policies, declared);
            }
        };
    }

    /** Ends what is read again and again for the policy. */
    void leave(EcrLifecyclePolicy policy) {
        observer.leave(policy);
        refused.remove(policy.getMetadata().getUid());
        drifted.remove(policy.getMetadata().getUid());
    }

    private UndeclaredReach look(
            EcrLifecyclePolicy policy, Collection<EcrLifecyclePolicy> policies, Predicate<String> declared) {
        LifecycleMark mark = new LifecycleMark(cluster.owner(policy));
        Set<String> last = refused.computeIfAbsent(policy.getMetadata().getUid(), uid -> ConcurrentHashMap.newKeySet());
        List<Repository> repositories = observer.repositories(policy, declared).stream()
                .sorted(Comparator.comparing(repository -> last.contains(repository.repositoryName())))
                .toList();
        observer.track(policy, mark, repositories);
        UndeclaredPlanner planner = new UndeclaredPlanner(
                policy, mark, cluster.uid(), powers, policies, observer.start(policy), registry.tagsComeInBulk());
        Instant end = clock.instant().plus(LONGEST);
        UndeclaredTally tally = new UndeclaredTally(() -> clock.instant().isBefore(end), REFUSALS);
        for (Repository repository : repositories) {
            settle(policy, planner, repository, declared, tally);
        }
        last.clear();
        last.addAll(tally.refused());
        return tally.reach();
    }

    /** Reads and writes until there is nothing left to do about the repository, or no more can be done now. */
    private void settle(
            EcrLifecyclePolicy policy,
            UndeclaredPlanner planner,
            Repository repository,
            Predicate<String> declared,
            UndeclaredTally tally) {
        String name = repository.repositoryName();
        UndeclaredDecision decision = planner.decide(repository, observer.seen(repository));
        Set<DeepFacet> read = EnumSet.noneOf(DeepFacet.class);
        try {
            while (decision instanceof UndeclaredDecision.Unread(var facet, var matched) && tally.mayCall()) {
                observer.read(repository, facet);
                read.add(facet);
                decision = planner.decide(repository, observer.seen(repository));
            }
            List<LifecycleChange> changes = changes(decision);
            if (!changes.isEmpty() && saysReady(policy)) {
                announce(policy, repository, decision, tally);
            } else if (!changes.isEmpty() && tally.mayCall()) {
                decision = confirmed(planner, repository, decision, read);
                if (!changes(decision).isEmpty()) {
                    observer.start(policy).distrust(repository);
                    changes(decision).forEach(applier::apply);
                    told(policy, name, decision, declared, tally);
                    decision = planner.decide(repository, observer.seen(repository));
                }
            }
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return;
            }
            tally.failed(name, FailureReport.of(e.failure()));
        }
        tally.count(name, decision);
    }

    /**
     * The decision once more, on what ECR says now: what was listed may be minutes old, and an expiry that has run cannot be
     * taken back. A policy that may not be overwritten is read again too, unless this look has done so.
     */
    private UndeclaredDecision confirmed(
            UndeclaredPlanner planner, Repository repository, UndeclaredDecision decision, Set<DeepFacet> read) {
        boolean first = decision instanceof UndeclaredDecision.Attach(var changes)
                && changes.stream().anyMatch(TagResource.class::isInstance);
        boolean ifOurs = decision instanceof UndeclaredDecision.Detach detach && detach.ifOurs();
        Set<DeepFacet> missing = first || ifOurs || decision instanceof UndeclaredDecision.Withdraw
                ? EnumSet.of(DeepFacet.TAGS, DeepFacet.LIFECYCLE_POLICY)
                : EnumSet.of(DeepFacet.TAGS);
        missing.removeAll(read);
        missing.forEach(facet -> observer.read(repository, facet));
        UndeclaredDecision now = planner.decide(repository, observer.seen(repository));
        if (now instanceof UndeclaredDecision.Unread(var facet, var matched)) {
            observer.read(repository, facet);
            now = planner.decide(repository, observer.seen(repository));
        }
        return now;
    }

    /** Tells whom it concerns what has just been written. */
    private void told(
            EcrLifecyclePolicy policy,
            String name,
            UndeclaredDecision decision,
            Predicate<String> declared,
            UndeclaredTally tally) {
        changes(decision).stream()
                .flatMap(change -> change.describe().stream())
                .forEach(rules -> tally.written(name, rules));
        if (drifted(policy).remove(name) && decision instanceof UndeclaredDecision.Attach) {
            tally.repaired(name);
        }
        if (decision instanceof UndeclaredDecision.Withdraw(var owner, var changes)) {
            tally.withdrawn(name, owner);
        }
        if (isDeclaredSince(name, declared)) {
            registry.view().tell(name); // whoever declares it since has to know
        }
    }

    /** A process that stops no longer knows; then nobody is there to be told. */
    private static boolean isDeclaredSince(String repositoryName, Predicate<String> declared) {
        try {
            return declared.test(repositoryName);
        } catch (NotKnownException stopping) {
            return false;
        }
    }

    /** A status that says Ready would be a lie if the process ended in the middle, so it is taken back before a change. */
    private void announce(
            EcrLifecyclePolicy policy, Repository repository, UndeclaredDecision decision, UndeclaredTally tally) {
        boolean marked = decision instanceof UndeclaredDecision.Attach(var changes)
                && changes.getFirst() instanceof PutLifecyclePolicy;
        if (!isEdited(policy) && marked) {
            drifted(policy).add(repository.repositoryName());
            tally.drifted(repository.repositoryName());
        }
        tally.unfinished();
    }

    private Set<String> drifted(EcrLifecyclePolicy policy) {
        return drifted.computeIfAbsent(policy.getMetadata().getUid(), uid -> ConcurrentHashMap.newKeySet());
    }

    private static List<LifecycleChange> changes(UndeclaredDecision decision) {
        return switch (decision) {
            case UndeclaredDecision.Attach(var changes) -> changes;
            case UndeclaredDecision.Detach(var changes, var ifOurs) -> changes;
            case UndeclaredDecision.Withdraw(var owner, var changes) -> changes;
            default -> List.of();
        };
    }

    private static boolean isEdited(EcrLifecyclePolicy policy) {
        return policy.getStatus() == null
                || !policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().observedGeneration());
    }

    private static boolean saysReady(EcrLifecyclePolicy policy) {
        EcrLifecyclePolicyStatus status = policy.getStatus();
        return Conditions.find(status == null ? null : status.conditions(), ConditionType.READY)
                .filter(ready -> ConditionStatus.TRUE.label().equals(ready.getStatus()))
                .isPresent();
    }

    /** Whether ECR is asked for the policy. One that has lost its patterns still has to take away what it had put by them. */
    static boolean isMeant(EcrLifecyclePolicy policy) {
        boolean once = policy.getStatus() != null && policy.getStatus().undeclaredRepositories() != null;
        return UndeclaredPowers.hasPatterns(policy) || once;
    }
}
