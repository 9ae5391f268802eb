package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the Secrets of an EcrPullSecret: resolve, observe, plan, apply, status. There is no finalizer: the Secrets are owned
 * by the object, so Kubernetes deletes them with it, and no namespace waits for an operator that is not there.
 */
@ControllerConfiguration(name = "ecrpullsecret")
public final class EcrPullSecretReconciler implements Reconciler<EcrPullSecret> {

    private static final String KIND = "EcrPullSecret";

    /** For what no event tells of: a foreign Secret that goes, a right that is granted. No call to AWS. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN_AT_MOST = Duration.ofMinutes(1);

    /** The watch tells of what was faster; this is for an event that was lost. */
    private static final Duration AFTER_OVERTAKEN = Duration.ofSeconds(1);

    private final RotationTimer timer;
    private final PullSecretPlanner planner;
    private final PullSecretEventSources sources;
    private final PullSecretPass pass;
    private final PullSecretStatusFactory statuses;
    private final AttemptDelays delays;
    private final EventRecorder events;
    private final OperatorMetrics metrics;
    private final PullSecretMetrics pullSecretMetrics;
    private final Clock clock;

    /** The cluster's name spreads the rotations of clusters over time. */
    EcrPullSecretReconciler(
            TokenStore tokens,
            RotationTimer timer,
            String clusterName,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            PullSecretMetrics pullSecretMetrics,
            Clock clock) {
        this.timer = timer;
        this.planner = new PullSecretPlanner(clusterName);
        this.sources = new PullSecretEventSources(tokens, timer, pullSecretMetrics);
        this.pass = new PullSecretPass(tokens, sources, planner, clock);
        this.statuses = new PullSecretStatusFactory(planner, clock);
        this.delays = delays;
        this.events = events;
        this.metrics = metrics;
        this.pullSecretMetrics = pullSecretMetrics;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, EcrPullSecret>> prepareEventSources(EventSourceContext<EcrPullSecret> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<EcrPullSecret> reconcile(EcrPullSecret object, Context<EcrPullSecret> context) {
        PullSecretOutcome outcome =
                switch (PullSecretResolver.resolve(object.getMetadata().getName(), object.getSpec())) {
                    case Refused(var message) -> new PullSecretOutcome.Refused(message);
                    case Resolved(var secrets) -> pass.run(object, secrets, context.getClient());
                };
        ResourceID id = ResourceID.fromResource(object);
        Optional<Instant> nextLook = outcome instanceof Kept kept ? planner.nextLook(kept.tokens()) : Optional.empty();
        nextLook.ifPresentOrElse(at -> timer.at(id, at), () -> timer.forget(id));
        EcrPullSecretStatus status = statuses.status(object, outcome);
        if (outcome instanceof Kept kept) {
            pullSecretMetrics.wrote(kept.writes());
        }
        metrics.reconciled(KIND, PullSecretStatusFactory.readyReason(status));
        PullSecretEvents.of(object, outcome, status, clock.instant()).forEach(notice -> notice.record(object, events));
        UpdateControl<EcrPullSecret> control = status.equals(object.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(PullSecretStatusFactory.patch(object, status));
        if (outcome instanceof Kept kept && kept.overtaken()) {
            control.rescheduleAfter(AFTER_OVERTAKEN);
        } else if (outcome instanceof Kept kept && kept.blocked()) {
            control.rescheduleAfter(delays.next(id, LOOK_AGAIN, LOOK_AGAIN_AT_MOST));
        } else {
            delays.forget(id);
        }
        return control;
    }
}
