package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.managed.Claims;
import io.ecroperator.managed.StatusMemory;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.repository.RepositoryDeletion.Result.Held;
import io.ecroperator.repository.RepositoryDeletion.Result.NotYet;
import io.ecroperator.repository.RepositoryDeletion.Result.Released;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.StatusPatch;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;

/** Keeps ECR as an EcrRepository declares it: resolve, observe, plan, apply, status. */
@ControllerConfiguration(name = "ecrrepository")
public final class EcrRepositoryReconciler implements Reconciler<EcrRepository>, Cleaner<EcrRepository> {

    private final Registries registries;
    private final RepositoryLifecyclePolicies policies;
    private final Claims<EcrRepository> claims;
    private final RepositoryAdmission admission;
    private final OutputConfigMaps outputs;
    private final Lanes lanes;
    private final StatusMemory<EcrRepository, EcrRepositoryStatus> memory = new StatusMemory<>();
    private final RepositoryStatusFactory statuses;
    private final AttemptDelays delays;
    private final EventRecorder events;
    private final OperatorMetrics metrics;
    private final Clock clock;

    /** Lets others know what is declared; the cluster's name and UID in the ownership tags decide about deletions. */
    public EcrRepositoryReconciler(
            Registries registries,
            DeclaredRepositories declared,
            OutputConfigMaps outputs,
            Cluster cluster,
            Lanes lanes,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        this.registries = registries;
        this.policies = new RepositoryLifecyclePolicies(declared);
        this.claims = new Claims<>(registries, EcrRepository::effectiveRepositoryName);
        this.admission = new RepositoryAdmission(registries, claims, policies, cluster, lanes, clock);
        this.outputs = outputs;
        this.lanes = lanes;
        this.statuses = new RepositoryStatusFactory(clock);
        this.delays = delays;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
        declared.onChange(memory::seen);
    }

    @Override
    public List<EventSource<?, EcrRepository>> prepareEventSources(EventSourceContext<EcrRepository> context) {
        return RepositoryEventSources.of(context, registries, claims, policies, outputs, lanes);
    }

    @Override
    public UpdateControl<EcrRepository> reconcile(EcrRepository object, Context<EcrRepository> context) {
        EcrRepositoryStatus seen = memory.recall(object);
        RepositoryOutcome outcome = admission.run(object, context.getPrimaryCache());
        if (outcome instanceof Waiting waiting && waiting.isShort(clock.instant())) {
            return UpdateControl.<EcrRepository>noUpdate().rescheduleAfter(Waiting.SHORT);
        }
        if (outcome instanceof Paused || outcome instanceof Refused || outcome instanceof Unresolved) {
            admission.leave(object);
        }
        if (outcome instanceof Observed observed) {
            outcome = observed.withOutputProblem(outputs.publish(object, observed, context));
            RepositoryDrift.Facets drift = RepositoryDrift.facets(object, observed);
            metrics.drift("EcrRepository", drift.found(), drift.repaired());
        }
        EcrRepositoryStatus status = report(object, outcome);
        UpdateControl<EcrRepository> control = memory.remember(object, seen, status)
                ? UpdateControl.patchStatus(StatusPatch.of(new EcrRepository(), object, status))
                : UpdateControl.noUpdate();
        ResourceID id = ResourceID.fromResource(object);
        RepositoryRetry.after(outcome)
                .ifPresentOrElse(
                        backoff -> control.rescheduleAfter(delays.next(id, backoff.first(), backoff.longest())),
                        () -> delays.forget(id));
        return control;
    }

    @Override
    public DeleteControl cleanup(EcrRepository object, Context<EcrRepository> context) {
        ResourceID id = ResourceID.fromResource(object);
        return switch (admission.delete(object, context.getPrimaryCache())) {
            case NotYet notYet -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Waiting.SHORT.toMillis());
            case Released(var reason, var message) -> {
                events.normal(object, reason.label(), message);
                admission.leave(object);
                delays.forget(id);
                memory.forget(object);
                yield DeleteControl.defaultDelete();
            }
            case Held(var outcome, var backoff) -> {
                EcrRepositoryStatus status = report(object, outcome);
                if (!status.equals(object.getStatus())) {
                    PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                            object, StatusPatch.of(new EcrRepository(), object, status), context);
                }
                yield DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(delays.next(id, backoff.first(), backoff.longest())
                                .toMillis());
            }
        };
    }

    /** Makes the status, and counts and records what goes with it. */
    private EcrRepositoryStatus report(EcrRepository object, RepositoryOutcome outcome) {
        EcrRepositoryStatus status = statuses.status(object, outcome);
        metrics.reconciled("EcrRepository", status.conditions());
        RepositoryEvents.of(object, outcome, status).forEach(notice -> events.record(object, notice));
        return status;
    }
}
