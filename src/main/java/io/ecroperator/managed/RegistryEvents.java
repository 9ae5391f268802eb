package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Map;
import java.util.Objects;

/** What makes an object be reconciled: the object itself, and its registry. */
public final class RegistryEvents {

    private RegistryEvents() {}

    /** The source of what happens in registries and to references to them. */
    static <R extends CustomResource<? extends ManagedSpec, ?>> EventSource<?, R> source(
            EventSourceContext<R> context, Claims<R> claims, RegistryChanges changes, ManagedParts parts) {
        context.getPrimaryCache().addIndexer(Claims.INDEX, claims::indexKeys);
        SimpleInboundEventSource<R> registry = new SimpleInboundEventSource<>("registry-view");
        changes.onChange((connection, name) -> context.getPrimaryCache()
                .byIndex(Claims.INDEX, name)
                .forEach(object -> registry.propagateEvent(ResourceID.fromResource(object))));
        parts.lanes().onFree(registry::propagateEvent);
        parts.registries().onReferenceChange(which -> {
            if (registry.isRunning()) { // else all of them are reconciled once it is
                context.getPrimaryCache()
                        .list(object -> which.concerns(
                                object.getMetadata().getNamespace(),
                                object.getSpec() == null ? null : object.getSpec().registryRef()))
                        .forEach(object -> registry.propagateEvent(ResourceID.fromResource(object)));
            }
        });
        return registry;
    }

    /**
     * Whether an update of the object matters: an edit of the spec, of an annotation or a label, or the beginning of its
     * deletion. Our own status writes change none of these.
     */
    public static boolean matters(HasMetadata after, HasMetadata before) {
        return !Objects.equals(generation(after), generation(before))
                || !Objects.equals(annotations(after), annotations(before))
                || !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        after.getMetadata().getFinalizers(),
                        before.getMetadata().getFinalizers())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
    }

    private static Long generation(HasMetadata object) {
        return object.getMetadata().getGeneration();
    }

    private static Map<String, String> annotations(HasMetadata object) {
        return object.getMetadata().getAnnotations();
    }
}
