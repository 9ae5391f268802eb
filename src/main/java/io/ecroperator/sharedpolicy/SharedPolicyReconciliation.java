package io.ecroperator.sharedpolicy;

import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.StatusPatch;
import io.ecroperator.undeclared.PolicyDoor;
import io.ecroperator.undeclared.UndeclaredPass;
import io.ecroperator.undeclared.UndeclaredReach;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The reconciles of one kind of shared policy: puts it on the repositories that no EcrRepository declares, tells how far it
 * has got with those and with the others, which their own reconciler writes, and keeps the object until the policy is gone
 * from ECR.
 */
public final class SharedPolicyReconciliation<
        P extends CustomResource<? extends SharedPolicySpec, SharedPolicyStatus> & SharedPolicy> {

    /** A thousand EcrRepositories that change at once are one reason to look, not a thousand. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 2;

    private final PolicyKind kind;
    private final Supplier<P> fresh;
    private final SharedPolicyEventSources<P> sources;
    private final UndeclaredPass undeclaredPass;
    private final Lanes lanes;
    private final Consumer<ResourceID> onFree;
    private final SharedPolicyStatusFactory statuses;
    private final SharedPolicyNotices notices;
    private final SharedPolicyRetry retry;
    private final EventRecorder events;
    private final OperatorMetrics metrics;

    /**
     * Looks at nothing before it is known which EcrRepositories there are.
     *
     * @param fresh makes an object of the kind that holds nothing yet
     * @param delays of this kind alone
     */
    public SharedPolicyReconciliation(
            PolicyKind kind,
            Supplier<P> fresh,
            PolicyDoor door,
            Registries registries,
            DeclaredRepositories declared,
            Cluster cluster,
            Lanes lanes,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        this.kind = kind;
        this.fresh = fresh;
        this.sources = new SharedPolicyEventSources<>(kind, declared, registries);
        this.undeclaredPass = new UndeclaredPass(door, cluster, clock);
        this.lanes = lanes;
        this.onFree = sources::free;
        this.statuses = new SharedPolicyStatusFactory(kind, clock);
        this.notices = new SharedPolicyNotices(kind);
        this.retry = new SharedPolicyRetry(delays);
        this.events = events;
        this.metrics = metrics;
    }

    /** How often a controller of such a kind looks. */
    public static void limitRate(ControllerConfigurationOverrider<?> overrider) {
        overrider.withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }

    /** What makes an object be looked at beside itself. */
    public List<EventSource<?, P>> eventSources(EventSourceContext<P> context) {
        return sources.of(context, undeclaredPass::concerns);
    }

    /** A pass over an object that stands. */
    public UpdateControl<P> reconcile(P object) {
        try {
            return inLane(object, () -> keep(object)).orElseGet(UpdateControl::noUpdate);
        } catch (NotKnownException notYet) {
            return UpdateControl.<P>noUpdate().rescheduleAfter(SharedPolicyRetry.FOR_A_LOST_EVENT);
        }
    }

    private UpdateControl<P> keep(P object) {
        SharedPolicyReach reach = reach(object);
        UndeclaredReach undeclared = undeclared(object);
        SharedPolicyStatus status = statuses.status(object, reach, undeclared);
        report(object, status, undeclared);
        UpdateControl<P> control = UpdateControl.noUpdate();
        tellRivals(object, status);
        if (!status.equals(object.getStatus())) {
            control = UpdateControl.patchStatus(StatusPatch.of(fresh.get(), object, status));
        }
        retry.after(object, undeclared).ifPresent(control::rescheduleAfter);
        return control;
    }

    /** A pass over an object that is being deleted. */
    public DeleteControl cleanup(P object, Context<P> context) {
        try {
            return inLane(object, () -> detach(object, context)).orElseGet(DeleteControl::noFinalizerRemoval);
        } catch (NotKnownException notYet) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SharedPolicyRetry.FOR_A_LOST_EVENT.toMillis());
        }
    }

    private DeleteControl detach(P object, Context<P> context) {
        SharedPolicyReach reach = reach(object);
        boolean leave = Attachments.onDelete(object) == OnDelete.LEAVE;
        UndeclaredReach undeclared = leave ? UndeclaredReach.NONE : undeclared(object);
        boolean gone = reach.holding().isEmpty() && isGone(object, undeclared);
        if (leave || gone) {
            notices.ofUnreadable(object).ifPresent(notice -> events.record(object, notice));
            undeclaredPass.leave(object);
            retry.forget(object);
            sources.changed(object);
            return DeleteControl.defaultDelete();
        }
        SharedPolicyStatus status = statuses.detaching(object, reach, undeclared);
        report(object, status, undeclared);
        tellRivals(object, status);
        if (!status.equals(object.getStatus())) {
            PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
                    object, StatusPatch.of(fresh.get(), object, status), context);
        }
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(retry.after(object, undeclared)
                        .orElse(SharedPolicyRetry.FOR_A_LOST_EVENT)
                        .toMillis());
    }

    /** One that was never permitted to reach repositories that nobody declares has put nothing there. */
    private static boolean isGone(SharedPolicy object, UndeclaredReach undeclared) {
        return undeclared.seen()
                ? undeclared.holding().isEmpty()
                : undeclared.isWithheld() && !UndeclaredPass.hasReached(object);
    }

    private void tellRivals(P object, SharedPolicyStatus status) {
        if (SharedPolicyEventSources.concernsRivals(object.getStatus(), status)) {
            sources.changed(object);
        }
    }

    /** What a step gives; empty if the account has to wait for others. Where no pattern is meant, AWS is not called. */
    private <T> Optional<T> inLane(P object, Supplier<T> step) {
        return UndeclaredPass.isMeant(object) && sources.registry(object) instanceof RegistryReference.Resolved registry
                ? lanes.run(registry.account(), ResourceID.fromResource(object), onFree, step)
                : Optional.of(step.get());
    }

    private SharedPolicyReach reach(P object) {
        return SharedPolicyReach.of(kind, object, sources.repositoriesBeside(object), sources.policiesBeside(object));
    }

    private UndeclaredReach undeclared(P object) {
        return undeclaredPass.run(
                object,
                sources.registry(object),
                sources.policiesOfRegistry(object),
                name -> sources.isDeclared(object, name));
    }

    /** Counts, and records Events: for what was put back, and for a turn for the worse that a person can mend. */
    private void report(P object, SharedPolicyStatus status, UndeclaredReach undeclared) {
        metrics.reconciled(kind.kind(), status.conditions());
        notices.of(object, status, undeclared).forEach(notice -> events.record(object, notice));
        metrics.drift(
                kind.kind(),
                Collections.nCopies(undeclared.drifted().size(), kind.field()),
                Collections.nCopies(undeclared.repaired().size(), kind.field()));
    }
}
