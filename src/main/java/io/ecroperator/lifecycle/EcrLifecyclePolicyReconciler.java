package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.lifecycle.undeclared.UndeclaredPass;
import io.ecroperator.lifecycle.undeclared.UndeclaredReach;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
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
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.Collections;
import java.util.List;

/**
 * Puts a shared policy on the repositories that no EcrRepository declares, tells how far it has got with those and with the
 * others, which their own reconciler writes, and keeps the object until the policy is gone from ECR.
 */
@ControllerConfiguration(name = "ecrlifecyclepolicy")
public final class EcrLifecyclePolicyReconciler implements Reconciler<EcrLifecyclePolicy>, Cleaner<EcrLifecyclePolicy> {

    private static final String KIND = "EcrLifecyclePolicy";

    private final LifecycleEventSources sources;
    private final UndeclaredPass undeclaredPass;
    private final LifecycleStatusFactory statuses;
    private final LifecycleRetry retry;
    private final EventRecorder events;
    private final OperatorMetrics metrics;

    /** Looks at nothing before it is known which EcrRepositories there are. The delays are of this kind alone. */
    public EcrLifecyclePolicyReconciler(
            Registries registries,
            DeclaredRepositories declared,
            UndeclaredPass undeclaredPass,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        this.sources = new LifecycleEventSources(declared, registries);
        this.undeclaredPass = undeclaredPass;
        this.statuses = new LifecycleStatusFactory(clock);
        this.retry = new LifecycleRetry(delays);
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public List<EventSource<?, EcrLifecyclePolicy>> prepareEventSources(
            EventSourceContext<EcrLifecyclePolicy> context) {
        return sources.of(context, undeclaredPass::concerns);
    }

    @Override
    public UpdateControl<EcrLifecyclePolicy> reconcile(EcrLifecyclePolicy object, Context<EcrLifecyclePolicy> context) {
        try {
            return keep(object);
        } catch (NotKnownException notYet) {
            return UpdateControl.<EcrLifecyclePolicy>noUpdate().rescheduleAfter(LifecycleRetry.FOR_A_LOST_EVENT);
        }
    }

    private UpdateControl<EcrLifecyclePolicy> keep(EcrLifecyclePolicy object) {
        LifecycleReach reach = reach(object);
        UndeclaredReach undeclared = undeclared(object);
        EcrLifecyclePolicyStatus status = statuses.status(object, reach, undeclared);
        report(object, status, undeclared);
        UpdateControl<EcrLifecyclePolicy> control = UpdateControl.noUpdate();
        if (!status.equals(object.getStatus())) {
            sources.changed(object);
            control = UpdateControl.patchStatus(StatusPatch.of(new EcrLifecyclePolicy(), object, status));
        }
        retry.after(object, undeclared).ifPresent(control::rescheduleAfter);
        return control;
    }

    @Override
    public DeleteControl cleanup(EcrLifecyclePolicy object, Context<EcrLifecyclePolicy> context) {
        try {
            return detach(object, context);
        } catch (NotKnownException notYet) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LifecycleRetry.FOR_A_LOST_EVENT.toMillis());
        }
    }

    private DeleteControl detach(EcrLifecyclePolicy object, Context<EcrLifecyclePolicy> context) {
        LifecycleReach reach = reach(object);
        sources.changed(object);
        boolean leave = Attachments.onDelete(object) == OnDelete.LEAVE;
        UndeclaredReach undeclared = leave ? UndeclaredReach.NONE : undeclared(object);
        boolean gone = reach.holding().isEmpty()
                && undeclared.seen()
                && undeclared.holding().isEmpty();
        if (leave || gone) {
            LifecycleNotices.ofUnreadable(object).ifPresent(notice -> events.record(object, notice));
            undeclaredPass.leave(object);
            retry.forget(object);
            return DeleteControl.defaultDelete();
        }
        EcrLifecyclePolicyStatus status = statuses.detaching(object, reach, undeclared);
        report(object, status, undeclared);
        if (!status.equals(object.getStatus())) {
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                    object, StatusPatch.of(new EcrLifecyclePolicy(), object, status), context);
        }
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(retry.after(object, undeclared)
                        .orElse(LifecycleRetry.FOR_A_LOST_EVENT)
                        .toMillis());
    }

    private LifecycleReach reach(EcrLifecyclePolicy object) {
        return LifecycleReach.of(object, sources.repositoriesBeside(object), sources.policiesBeside(object));
    }

    private UndeclaredReach undeclared(EcrLifecyclePolicy object) {
        return undeclaredPass.run(
                object,
                sources.registry(object),
                sources.policiesOfRegistry(object),
                name -> sources.isDeclared(object, name));
    }

    /** Counts, and records Events: for what was put back, and for a turn for the worse that a person can mend. */
    private void report(EcrLifecyclePolicy object, EcrLifecyclePolicyStatus status, UndeclaredReach undeclared) {
        metrics.reconciled(KIND, status.conditions());
        LifecycleNotices.of(object, status, undeclared).forEach(notice -> events.record(object, notice));
        metrics.drift(
                KIND,
                Collections.nCopies(undeclared.drifted().size(), LifecycleNotices.FACET),
                Collections.nCopies(undeclared.repaired().size(), LifecycleNotices.FACET));
    }
}
