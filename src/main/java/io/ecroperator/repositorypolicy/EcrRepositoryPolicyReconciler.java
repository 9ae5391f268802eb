package io.ecroperator.repositorypolicy;

import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.sharedpolicy.SharedPolicyReconciliation;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;

/** Reconciles shared repository policies. */
@ControllerConfiguration(name = "ecrrepositorypolicy")
public final class EcrRepositoryPolicyReconciler
        implements Reconciler<EcrRepositoryPolicy>, Cleaner<EcrRepositoryPolicy> {

    private final SharedPolicyReconciliation<EcrRepositoryPolicy> reconciliation;

    /** The delays are of this kind alone. */
    public EcrRepositoryPolicyReconciler(
            Registries registries,
            DeclaredRepositories declared,
            Cluster cluster,
            Lanes lanes,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        this.reconciliation = new SharedPolicyReconciliation<>(
                PolicyKind.REPOSITORY,
                EcrRepositoryPolicy::new,
                new RepositoryPolicyDoor(),
                registries,
                declared,
                cluster,
                lanes,
                delays,
                events,
                metrics,
                clock);
    }

    @Override
    public List<EventSource<?, EcrRepositoryPolicy>> prepareEventSources(
            EventSourceContext<EcrRepositoryPolicy> context) {
        return reconciliation.eventSources(context);
    }

    @Override
    public UpdateControl<EcrRepositoryPolicy> reconcile(
            EcrRepositoryPolicy object, Context<EcrRepositoryPolicy> context) {
        return reconciliation.reconcile(object);
    }

    @Override
    public DeleteControl cleanup(EcrRepositoryPolicy object, Context<EcrRepositoryPolicy> context) {
        return reconciliation.cleanup(object, context);
    }
}
