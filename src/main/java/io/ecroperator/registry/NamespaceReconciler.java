package io.ecroperator.registry;

import io.ecroperator.reference.Namespaces;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Reconciles nothing: its controller watches the namespaces, so that the labels are known that an EcrRegistry selects by. */
@ControllerConfiguration(name = "registrynamespace")
final class NamespaceReconciler implements Reconciler<Namespace> {

    private final Namespaces namespaces;

    NamespaceReconciler(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** All of them, whichever are watched for other kinds: an EcrRegistry is of the cluster. */
    static void configure(ControllerConfigurationOverrider<Namespace> overrider) {
        overrider
                .withName("registrynamespace")
                .watchingAllNamespaces()
                .withItemStore(new LabelledNamespaces())
                .withGenericFilter(namespace -> false);
    }

    @Override
    public List<EventSource<?, Namespace>> prepareEventSources(EventSourceContext<Namespace> context) {
        return List.of(namespaces.source(context));
    }

    @Override
    public UpdateControl<Namespace> reconcile(Namespace namespace, Context<Namespace> context) {
        return UpdateControl.noUpdate();
    }
}
