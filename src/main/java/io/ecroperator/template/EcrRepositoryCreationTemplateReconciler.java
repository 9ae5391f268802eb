package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.ManagedReconciler;
import io.ecroperator.managed.Outputs;
import io.ecroperator.managed.recorded.Sighting;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Keeps ECR as an EcrRepositoryCreationTemplate declares it: {@link ManagedReconciler}, with the kind for what is its own. */
@ControllerConfiguration(name = "ecrrepositorycreationtemplate")
final class EcrRepositoryCreationTemplateReconciler
        implements Reconciler<EcrRepositoryCreationTemplate>, Cleaner<EcrRepositoryCreationTemplate> {

    private final ManagedParts parts;
    private final ManagedReconciler<
                    EcrRepositoryCreationTemplate,
                    EcrRepositoryCreationTemplateStatus,
                    DesiredTemplate,
                    Sighting<CreationTemplate>,
                    TemplateChange>
            managed;

    EcrRepositoryCreationTemplateReconciler(ManagedParts parts) {
        this.parts = parts;
        this.managed = new ManagedReconciler<>(
                new EcrRepositoryCreationTemplateKind(parts.registries(), parts.clock()), Outputs.none(), parts);
    }

    @Override
    public List<EventSource<?, EcrRepositoryCreationTemplate>> prepareEventSources(
            EventSourceContext<EcrRepositoryCreationTemplate> context) {
        EventSource<?, EcrRepositoryCreationTemplate> source = managed.source(context);
        parts.registries().onOpen(connection -> {
            connection.templateListing().onChange(managed::changed);
            connection.templateListing().onStateChange(managed::changed);
            connection.registryPolicy().onChange(managed::changed);
        });
        return List.of(source);
    }

    @Override
    public UpdateControl<EcrRepositoryCreationTemplate> reconcile(
            EcrRepositoryCreationTemplate object, Context<EcrRepositoryCreationTemplate> context) {
        return managed.reconcile(object, context);
    }

    @Override
    public DeleteControl cleanup(EcrRepositoryCreationTemplate object, Context<EcrRepositoryCreationTemplate> context) {
        return managed.cleanup(object, context);
    }
}
