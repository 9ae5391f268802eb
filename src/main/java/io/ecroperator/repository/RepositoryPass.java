package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.reference.Registries;
import io.ecroperator.repository.RepositoryChange.UntagResource;
import io.ecroperator.repository.RepositoryObserver.Look;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over a repository that may be touched: observe, plan, apply. */
final class RepositoryPass {

    private final EcrConnection connection;
    private final RepositoryObserver observer;
    private final RepositoryPlanner planner = new RepositoryPlanner();
    private final RepositoryApplier applier;

    private final Set<String> unanswered;

    /**
     * Where the repository is.
     *
     * @param unanswered objects, by UID, with a write that AWS has not answered: what the view knows from before it may no
     *     longer be so; kept from pass to pass
     */
    RepositoryPass(EcrConnection connection, Set<String> unanswered) {
        this.connection = connection;
        this.observer = new RepositoryObserver(connection);
        this.applier = new RepositoryApplier(connection.repositoryDoors());
        this.unanswered = unanswered;
    }

    /** Brings ECR to what the spec asks for, or as far as it goes. */
    RepositoryOutcome run(EcrRepository object, DesiredRepository desired) {
        connection.start();
        connection
                .view()
                .track(object.getMetadata().getUid(), desired.repositoryName(), RepositoryObserver.tracked(desired));
        Look look = look(object, desired);
        switch (connection.view().state()) {
            case ViewState.Warming(var since) -> {
                return new Waiting(since);
            }
            case ViewState.Failing(var failure, var everSucceeded) -> {
                if (!everSucceeded || look == Look.CACHED || !connection.looks().take()) {
                    return new Unobserved(FailureReport.of(failure));
                }
                look = Look.FRESH;
            }
            case ViewState.ByName byName -> {
                Optional<AwsFailure> refusal = connection.view().descriptionRefused(desired.repositoryName());
                if (refusal.isPresent()) {
                    if (look == Look.CACHED || !connection.looks().take()) {
                        return new Unobserved(FailureReport.of(refusal.get()));
                    }
                    look = Look.FRESH;
                }
            }
            case ViewState.Current current -> {}
        }
        Optional<Unresolved> elsewhere = elsewhere(object, desired);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        try {
            Observed first = attempt(object, desired, look);
            return worldMoved(first) ? again(object, desired, first) : first;
        } catch (AwsException e) {
            return new Unobserved(
                    connection.view().mayBeGone(desired.repositoryName())
                            ? RepositoryDoubts.existence(desired.repositoryName())
                            : FailureReport.of(e.failure()));
        }
    }

    /** A repository that is not here, since it is in another registry than the operator's own is now, is not made anew here. */
    private Optional<Unresolved> elsewhere(EcrRepository object, DesiredRepository desired) {
        String arn = object.getStatus() == null ? null : object.getStatus().repositoryArn();
        boolean here =
                arn == null || connection.view().get(desired.repositoryName()).repository() instanceof Reading.Found;
        return here
                ? Optional.empty()
                : RegistryId.ofArn(arn)
                        .flatMap(recorded -> connection.id().filter(id -> !id.equals(recorded)))
                        .map(id -> Registries.mismatch(arn, "the operator's own identity", id))
                        .map(refused -> new Unresolved(refused.reason(), refused.message()));
    }

    /** Makes a new plan from a fresh look; what was made for the first one is not forgotten, also if the look fails. */
    private Observed again(EcrRepository object, DesiredRepository desired, Observed first) {
        try {
            return attempt(object, desired, Look.FRESH).after(first.applied());
        } catch (AwsException e) {
            return first.failedFor(e.failure());
        }
    }

    private Observed attempt(EcrRepository object, DesiredRepository desired, Look look) {
        RecordedRepository recorded = RecordedRepository.from(object.getStatus());
        ViewedRepository seen = observer.observe(desired, recorded, look);
        if (look == Look.FRESH) {
            unanswered.remove(object.getMetadata().getUid());
        }
        boolean reportsLoss = seen.repository() instanceof Reading.Absent
                && recorded.incarnation().isPresent()
                && desired.recreatePolicy() == RecreatePolicy.REPORT;
        if (reportsLoss && look != Look.FRESH) {
            seen = observer.observe(desired, recorded, Look.FRESH); // a listing alone is no proof of a loss
        }
        Plan<RepositoryChange> plan = planner.plan(desired, seen, recorded);
        boolean observeOnly = object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
        if (look != Look.FRESH && plan.permitted().stream().anyMatch(UntagResource.class::isInstance)) {
            connection
                    .repositories()
                    .describeRepository(desired.repositoryName()); // on another incarnation the tags are not ours
            seen = observer.observe(desired, recorded, look);
            plan = planner.plan(desired, seen, recorded);
        }
        boolean isFinal = !observeOnly && plan.permitted().stream().anyMatch(Change::isFinal);
        if (isFinal && look != Look.FRESH && observer.confirm(desired, recorded, look, seen)) {
            seen = observer.observe(desired, recorded, Look.CACHED);
            plan = planner.plan(desired, seen, recorded);
        }
        Applied<RepositoryChange> result = Applied.of(observeOnly ? List.of() : plan.permitted(), applier::apply);
        if (result.failed().stream().anyMatch(failed -> failed.failure().kind() == Kind.TRANSIENT)) {
            unanswered.add(object.getMetadata().getUid());
        }
        return new Observed(
                desired,
                connection.view().get(desired.repositoryName()),
                observer.doubts(desired),
                plan,
                List.of(),
                result.changes(),
                result.failed(),
                observeOnly,
                Optional.empty());
    }

    /** The repository appeared or disappeared under our hands, so the plan was made for another world. */
    private static boolean worldMoved(Observed observed) {
        return observed.failed().stream()
                .map(failed -> failed.failure().kind())
                .anyMatch(kind -> kind == Kind.ALREADY_EXISTS || kind == Kind.NOT_FOUND);
    }

    private Look look(EcrRepository object, DesiredRepository desired) {
        var status = object.getStatus();
        if (unanswered.contains(object.getMetadata().getUid())
                || connection.view().mayBeGone(desired.repositoryName())) {
            return Look.FRESH;
        }
        String handled = status == null ? null : status.lastHandledReconcileAt();
        if (RequestAnnotations.requestedAt(object)
                .filter(requested -> !requested.equals(handled))
                .isPresent()) {
            return Look.FRESH;
        }
        boolean inSync = status != null
                && Conditions.isTrue(
                        status.conditions(),
                        ConditionType.SYNCED,
                        object.getMetadata().getGeneration());
        return inSync && Attachments.LIFECYCLE.stands(status, desired.lifecycleAttachment())
                ? Look.CACHED
                : Look.COMPLETE;
    }
}
