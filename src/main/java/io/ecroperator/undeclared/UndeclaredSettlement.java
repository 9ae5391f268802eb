package io.ecroperator.undeclared;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyChange.TagResource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings the repositories of one policy, one by one, to what it says; the tally counts what came of it.
 *
 * @param drifted where something else has changed the policy, and where it is to be put back; kept from pass to pass
 */
record UndeclaredSettlement(
        SharedPolicy policy,
        EcrConnection connection,
        UndeclaredObserver observer,
        UndeclaredPlanner planner,
        PolicyApplier applier,
        Predicate<String> declared,
        Set<String> drifted,
        UndeclaredTally tally) {

    /** Reads and writes until there is nothing left to do about the repository, or no more can be done now. */
    void settle(Repository repository) {
        String name = repository.repositoryName();
        UndeclaredDecision decision = planner.decide(repository, observer.seen(policy, repository));
        Set<DeepFacet> read = EnumSet.noneOf(DeepFacet.class);
        try {
            decision = decided(repository, decision, read);
            List<PolicyChange> changes = changes(decision);
            if (!changes.isEmpty() && (saysReady(policy) || !UndeclaredPass.hasReached(policy))) {
                announce(repository, decision);
            } else if (!changes.isEmpty() && tally.mayCall()) {
                decision = confirmed(repository, decision, read);
                if (!changes(decision).isEmpty()) {
                    observer.start(policy).distrust(repository);
                    changes(decision).forEach(applier::apply);
                    told(name, decision);
                    decision = planner.decide(repository, observer.seen(policy, repository));
                }
            }
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return;
            }
            tally.failed(name, FailureReport.of(withAdvice(e.failure())));
        }
        tally.count(name, decision);
    }

    /** The decision once all is read that it needs, as far as calls may be made; adds what was read. */
    private UndeclaredDecision decided(Repository repository, UndeclaredDecision first, Set<DeepFacet> read) {
        UndeclaredDecision decision = first;
        while (decision instanceof UndeclaredDecision.Unread(var facet, var matched) && tally.mayCall()) {
            observer.read(policy, repository, facet);
            read.add(facet);
            decision = planner.decide(repository, observer.seen(policy, repository));
        }
        return decision;
    }

    /** The changes that {@link #settle} would make, of which none is made. */
    List<PolicyChange> foretell(Repository repository) {
        String name = repository.repositoryName();
        UndeclaredDecision decision = planner.decide(repository, observer.seen(policy, repository));
        try {
            Set<DeepFacet> read = EnumSet.noneOf(DeepFacet.class);
            decision = decided(repository, decision, read);
            if (!changes(decision).isEmpty()) {
                decision = confirmed(repository, decision, read);
            }
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            tally.failed(name, FailureReport.of(e.failure()));
        }
        tally.count(name, decision);
        return changes(decision);
    }

    private AwsFailure withAdvice(AwsFailure failure) {
        return planner.document()
                .flatMap(document -> applier.door().advice(failure, document))
                .map(failure::withRemedy)
                .orElse(failure);
    }

    /**
     * The decision once more, on what ECR says now: what was listed may be minutes old, and an expiry that has run cannot be
     * taken back. A policy that may not be overwritten is read again too, unless this look has done so.
     */
    private UndeclaredDecision confirmed(Repository repository, UndeclaredDecision decision, Set<DeepFacet> read) {
        boolean first = decision instanceof UndeclaredDecision.Attach(var changes)
                && changes.stream().anyMatch(TagResource.class::isInstance);
        boolean ifOurs = decision instanceof UndeclaredDecision.Detach detach && detach.ifOurs();
        Set<DeepFacet> missing = first || ifOurs || decision instanceof UndeclaredDecision.Withdraw
                ? EnumSet.of(DeepFacet.TAGS, applier.door().facet())
                : EnumSet.of(DeepFacet.TAGS);
        missing.removeAll(read);
        missing.forEach(facet -> observer.read(policy, repository, facet));
        UndeclaredDecision now = planner.decide(repository, observer.seen(policy, repository));
        if (now instanceof UndeclaredDecision.Unread(var facet, var matched)) {
            observer.read(policy, repository, facet);
            now = planner.decide(repository, observer.seen(policy, repository));
        }
        return now;
    }

    /** Tells whom it concerns what has just been written. */
    private void told(String name, UndeclaredDecision decision) {
        changes(decision).stream()
                .flatMap(change -> change.describe(applier.door()).stream())
                .forEach(rules -> tally.written(name, rules));
        if (drifted.remove(name) && decision instanceof UndeclaredDecision.Attach) {
            tally.repaired(name);
        }
        if (decision instanceof UndeclaredDecision.Withdraw(var owner, var changes)) {
            tally.withdrawn(name, owner);
        }
        if (isDeclaredSince(name)) {
            connection.view().tell(name); // whoever declares it since has to know
        }
    }

    /** A process that stops no longer knows; then nobody is there to be told. */
    private boolean isDeclaredSince(String repositoryName) {
        try {
            return declared.test(repositoryName);
        } catch (NotKnownException stopping) {
            return false;
        }
    }

    /**
     * A status that says Ready would be a lie if the process ended in the middle, so it is taken back before a change. One that
     * does not say yet that the policy reaches such repositories says so first, since its deletion goes by that.
     */
    private void announce(Repository repository, UndeclaredDecision decision) {
        boolean marked =
                decision instanceof UndeclaredDecision.Attach(var changes) && changes.getFirst() instanceof PutPolicy;
        if (!UndeclaredPass.isEdited(policy) && marked && saysReady(policy)) {
            drifted.add(repository.repositoryName());
            tally.drifted(repository.repositoryName());
        }
        tally.unfinished();
    }

    private static List<PolicyChange> changes(UndeclaredDecision decision) {
        return switch (decision) {
            case UndeclaredDecision.Attach(var changes) -> changes;
            case UndeclaredDecision.Detach(var changes, var ifOurs) -> changes;
            case UndeclaredDecision.Withdraw(var owner, var changes) -> changes;
            default -> List.of();
        };
    }

    private static boolean saysReady(SharedPolicy policy) {
        SharedPolicyStatus status = policy.getStatus();
        return Conditions.find(status == null ? null : status.conditions(), ConditionType.READY)
                .filter(ready -> ConditionStatus.TRUE.label().equals(ready.getStatus()))
                .isPresent();
    }
}
