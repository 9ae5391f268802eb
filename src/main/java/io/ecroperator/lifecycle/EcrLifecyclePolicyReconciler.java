package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Tells how far a shared policy has got, and keeps it until it is gone from ECR. Writes nothing to ECR itself. */
@ControllerConfiguration(name = "ecrlifecyclepolicy")
public final class EcrLifecyclePolicyReconciler implements Reconciler<EcrLifecyclePolicy>, Cleaner<EcrLifecyclePolicy> {

    private static final String KIND = "EcrLifecyclePolicy";

    /** The EcrRepositories wake a deletion that waits; this is for an event that was lost. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final LifecycleEventSources sources = new LifecycleEventSources();
    private final LifecycleStatusFactory statuses;
    private final EventRecorder events;
    private final OperatorMetrics metrics;

    /** The clock gives transition times. */
    public EcrLifecyclePolicyReconciler(EventRecorder events, OperatorMetrics metrics, Clock clock) {
        this.statuses = new LifecycleStatusFactory(clock);
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public List<EventSource<?, EcrLifecyclePolicy>> prepareEventSources(
            EventSourceContext<EcrLifecyclePolicy> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<EcrLifecyclePolicy> reconcile(EcrLifecyclePolicy object, Context<EcrLifecyclePolicy> context) {
        EcrLifecyclePolicyStatus status = statuses.status(object, reach(object));
        report(object, status);
        if (status.equals(object.getStatus())) {
            return UpdateControl.noUpdate();
        }
        sources.changed(object);
        return UpdateControl.patchStatus(LifecycleStatusFactory.patch(object, status));
    }

    @Override
    public DeleteControl cleanup(EcrLifecyclePolicy object, Context<EcrLifecyclePolicy> context) {
        LifecycleReach reach = reach(object);
        sources.changed(object);
        if (Attachments.onDelete(object) == OnDelete.LEAVE || reach.holding().isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        EcrLifecyclePolicyStatus status = statuses.detaching(object, reach);
        report(object, status);
        if (!status.equals(object.getStatus())) {
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                    object, LifecycleStatusFactory.patch(object, status), context);
        }
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN.toMillis());
    }

    private LifecycleReach reach(EcrLifecyclePolicy object) {
        return LifecycleReach.of(object, sources.repositoriesBeside(object), sources.policiesBeside(object));
    }

    /** Counts, and records an Event for a turn for the worse that only a person can mend. */
    private void report(EcrLifecyclePolicy object, EcrLifecyclePolicyStatus status) {
        metrics.reconciled(KIND, LifecycleStatusFactory.readyReason(status));
        Conditions.find(status.conditions(), ConditionType.STALLED)
                .filter(stalled -> ConditionStatus.TRUE.label().equals(stalled.getStatus()))
                .filter(stalled -> !Objects.equals(stalled.getReason(), stalledReason(object.getStatus())))
                .ifPresent(stalled -> events.warning(object, stalled.getReason(), stalled.getMessage()));
    }

    private static String stalledReason(EcrLifecyclePolicyStatus status) {
        return Conditions.find(status == null ? null : status.conditions(), ConditionType.STALLED)
                .map(Condition::getReason)
                .orElse(null);
    }
}
