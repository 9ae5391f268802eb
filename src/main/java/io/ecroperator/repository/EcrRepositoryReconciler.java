package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.ManagedReconciler;
import io.ecroperator.ownership.Cluster;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps ECR as an EcrRepository declares it: {@link ManagedReconciler}, with {@link EcrRepositoryKind} for what is its own. */
@ControllerConfiguration(name = "ecrrepository")
public final class EcrRepositoryReconciler implements Reconciler<EcrRepository>, Cleaner<EcrRepository> {

    private final ManagedParts parts;
    private final RepositoryPolicies policies;
    private final OutputConfigMaps outputs;
    private final ManagedReconciler<
                    EcrRepository, EcrRepositoryStatus, DesiredRepository, ViewedRepository, RepositoryChange>
            managed;

    /** Lets others know what is declared; the cluster's name and UID in the ownership tags decide about deletions. */
    public EcrRepositoryReconciler(
            DeclaredRepositories declared, OutputConfigMaps outputs, Cluster cluster, ManagedParts parts) {
        this.parts = parts;
        this.policies = new RepositoryPolicies(declared);
        this.outputs = outputs;
        this.managed = new ManagedReconciler<>(
                new EcrRepositoryKind(policies::attachments, parts.registries(), cluster, parts.clock()),
                outputs::publish,
                parts);
        declared.onChange(managed::seen);
    }

    @Override
    public List<EventSource<?, EcrRepository>> prepareEventSources(EventSourceContext<EcrRepository> context) {
        List<EventSource<?, EcrRepository>> sources = new ArrayList<>(policies.sources(context));
        sources.add(managed.source(context));
        parts.registries().onRepositoryChange((connection, repositoryName) -> managed.changed(repositoryName));
        outputs.source(context).ifPresent(sources::add);
        return sources;
    }

    @Override
    public UpdateControl<EcrRepository> reconcile(EcrRepository object, Context<EcrRepository> context) {
        return managed.reconcile(object, context);
    }

    @Override
    public DeleteControl cleanup(EcrRepository object, Context<EcrRepository> context) {
        return managed.cleanup(object, context);
    }
}
