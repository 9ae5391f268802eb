package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.ManagedReconciler;
import io.ecroperator.managed.Outputs;
import io.ecroperator.ownership.Cluster;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Keeps ECR as an EcrPublicRepository declares it: {@link ManagedReconciler}, with the kind for what is its own. */
@ControllerConfiguration(name = "ecrpublicrepository")
final class EcrPublicRepositoryReconciler implements Reconciler<EcrPublicRepository>, Cleaner<EcrPublicRepository> {

    private final LogoConfigMaps logos = new LogoConfigMaps();
    private final ManagedParts parts;
    private final ManagedReconciler<
                    EcrPublicRepository,
                    EcrPublicRepositoryStatus,
                    DesiredPublicRepository,
                    ObservedPublicRepository,
                    PublicRepositoryChange>
            managed;

    EcrPublicRepositoryReconciler(Cluster cluster, ManagedParts parts) {
        this.parts = parts;
        this.managed = new ManagedReconciler<>(
                new EcrPublicRepositoryKind(parts.registries(), cluster, parts.clock(), logos), Outputs.none(), parts);
    }

    @Override
    public List<EventSource<?, EcrPublicRepository>> prepareEventSources(
            EventSourceContext<EcrPublicRepository> context) {
        EventSource<?, EcrPublicRepository> source = managed.source(context);
        parts.registries().onOpen(connection -> {
            connection.publicListing().onChange(managed::changed);
            connection.publicListing().onStateChange(managed::changed);
        });
        return List.of(source);
    }

    @Override
    public UpdateControl<EcrPublicRepository> reconcile(
            EcrPublicRepository object, Context<EcrPublicRepository> context) {
        logos.get(object, context::getClient);
        try {
            return managed.reconcile(object, context);
        } finally {
            logos.forget(object); // half a megabyte
        }
    }

    @Override
    public DeleteControl cleanup(EcrPublicRepository object, Context<EcrPublicRepository> context) {
        return managed.cleanup(object, context);
    }
}
