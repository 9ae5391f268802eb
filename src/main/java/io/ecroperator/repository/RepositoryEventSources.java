package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.managed.Claims;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.Lanes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What makes an EcrRepository be looked at: the object itself, ECR as the view sees it, its output ConfigMap, and the shared
 * lifecycle policies.
 */
public final class RepositoryEventSources {

    private RepositoryEventSources() {}

    /** The sources beside the object itself. */
    static List<EventSource<?, EcrRepository>> of(
            EventSourceContext<EcrRepository> context,
            Registries registries,
            Claims<EcrRepository> claims,
            RepositoryLifecyclePolicies policies,
            OutputConfigMaps outputs,
            Lanes lanes) {
        context.getPrimaryCache().addIndexer(Claims.INDEX, claims::indexKeys);
        SimpleInboundEventSource<EcrRepository> registry = new SimpleInboundEventSource<>("registry-view");
        registries.onRepositoryChange((connection, repositoryName) -> context.getPrimaryCache()
                .byIndex(Claims.INDEX, repositoryName)
                .forEach(object -> registry.propagateEvent(ResourceID.fromResource(object))));
        lanes.onFree(registry::propagateEvent);
        registries.onReferenceChange(which -> {
            if (registry.isRunning()) { // else all of them are looked at once it is
                context.getPrimaryCache()
                        .list(object -> which.concerns(object.getMetadata().getNamespace(), object.registryRef()))
                        .forEach(object -> registry.propagateEvent(ResourceID.fromResource(object)));
            }
        });
        List<EventSource<?, EcrRepository>> sources =
                new ArrayList<>(List.of(registry, policies.source(context), policies.declaring(context)));
        outputs.source(context).ifPresent(sources::add);
        return sources;
    }

    /**
     * Whether an update of the object matters: an edit of the spec, of an annotation or a label, or the beginning of its
     * deletion. Our own status writes change none of these.
     */
    public static boolean matters(EcrRepository after, EcrRepository before) {
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
