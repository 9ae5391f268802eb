package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.pullsecret.PullSecretOutcome.TooEarly;
import io.ecroperator.status.StatusPatch;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/**
 * Keeps the Secrets of an EcrPullSecret: resolve, observe, plan, apply, status. There is no finalizer: the Secrets are owned
 * by the object, so Kubernetes deletes them with it, and no namespace waits for an operator that is not there.
 */
@ControllerConfiguration(name = "ecrpullsecret")
public final class EcrPullSecretReconciler implements Reconciler<EcrPullSecret> {

    private static final String KIND = "EcrPullSecret";

    private final PullSecretParts parts;
    private final PullSecretEventSources sources;

    EcrPullSecretReconciler(PullSecretParts parts) {
        this.parts = parts;
        this.sources = new PullSecretEventSources(parts);
    }

    @Override
    public List<EventSource<?, EcrPullSecret>> prepareEventSources(EventSourceContext<EcrPullSecret> context) {
        return sources.of(context);
    }

    @Override
    public UpdateControl<EcrPullSecret> reconcile(EcrPullSecret object, Context<EcrPullSecret> context) {
        ResourceID id = ResourceID.fromResource(object);
        if (context.isPrimaryResourceDeleted() || object.isMarkedForDeletion()) {
            parts.forget(id); // the Secrets go with it
            parts.foreign(id.getNamespace().orElseThrow(), object.getMetadata().getUid(), List.of());
            return UpdateControl.noUpdate();
        }
        PullSecretOutcome outcome = parts.pass()
                .run(
                        new SecretOwner(object, id.getNamespace().orElseThrow()),
                        object.getSpec(),
                        ManagedSecret.OF_ONE,
                        sources.secretsOf(object),
                        context.getClient(),
                        sources.written());
        parts.lookAgain(id, List.of(outcome));
        parts.foreign(id.getNamespace().orElseThrow(), object.getMetadata().getUid(), List.of(outcome));
        UpdateControl<EcrPullSecret> control =
                outcome instanceof TooEarly ? UpdateControl.noUpdate() : report(object, outcome);
        parts.retry(id, List.of(outcome)).ifPresent(control::rescheduleAfter);
        return control;
    }

    private UpdateControl<EcrPullSecret> report(EcrPullSecret object, PullSecretOutcome outcome) {
        EcrPullSecretStatus status = parts.statuses()
                .status(
                        object.getMetadata().getGeneration(),
                        object.getStatus(),
                        outcome,
                        parts.proofs().proof(PullQuestion.of(object, parts.registries())));
        parts.metrics().reconciled(KIND, status.conditions());
        PullSecretEvents.of(object.getStatus(), outcome, status, parts.clock().instant())
                .forEach(notice -> parts.events().record(object, notice));
        return status.equals(object.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(new EcrPullSecret(), object, status));
    }
}
