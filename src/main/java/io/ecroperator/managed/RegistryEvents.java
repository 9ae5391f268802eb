package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Objects;

/** What makes an object be reconciled: the object itself, and its registry. Belongs to one controller. */
public final class RegistryEvents<R extends CustomResource<? extends ManagedSpec, ?>> {

    private final SimpleInboundEventSource<R> source = new SimpleInboundEventSource<>("registry-view");
    private IndexedResourceCache<R> cache;

    RegistryEvents() {}

    /** The source of what happens in registries and to references to them. */
    EventSource<?, R> source(EventSourceContext<R> context, Claims<R> claims, ManagedParts parts) {
        cache = context.getPrimaryCache();
        context.getPrimaryCache().addIndexer(Claims.INDEX, claims::indexKeys);
        parts.registries().onReferenceChange(which -> {
            if (source.isRunning()) { // else all of them are reconciled once it is
                cache.list(object -> which.concerns(
                                object.getMetadata().getNamespace(),
                                object.getSpec() == null
                                        ? null
                                        : object.getSpec().registryRef()))
                        .forEach(object -> source.propagateEvent(ResourceID.fromResource(object)));
            }
        });
        return source;
    }

    /** Has an object reconciled that waited for others of its account. */
    void free(ResourceID object) {
        source.propagateEvent(object);
    }

    /** Has the objects reconciled whose thing has that name in AWS. */
    void changed(String nameInAws) {
        cache.byIndex(Claims.INDEX, nameInAws)
                .forEach(object -> source.propagateEvent(ResourceID.fromResource(object)));
    }

    /** Has all objects reconciled. */
    void changed() {
        cache.list(object -> true).forEach(object -> source.propagateEvent(ResourceID.fromResource(object)));
    }

    /**
     * Whether an update of the object matters: an edit of the spec, of an annotation or a label, or the beginning of its
     * deletion. Our own writes change none of these.
     */
    public static boolean matters(HasMetadata after, HasMetadata before) {
        return !Objects.equals(generation(after), generation(before))
                || !CreationMark.sameBeside(after, before)
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
}
