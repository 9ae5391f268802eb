package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes an EcrLifecyclePolicy be looked at beside itself: the EcrRepositories of its namespace, and the other policies
 * there. Both belong to one controller; the fields are set once, before anything is reconciled.
 */
final class LifecycleEventSources {

    private IndexedResourceCache<EcrLifecyclePolicy> policies;
    private InformerEventSource<EcrRepository, EcrLifecyclePolicy> repositories;
    private final SimpleInboundEventSource<EcrLifecyclePolicy> rivals = new SimpleInboundEventSource<>("rivals");

    List<EventSource<?, EcrLifecyclePolicy>> of(EventSourceContext<EcrLifecyclePolicy> context) {
        policies = context.getPrimaryCache();
        repositories = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EcrRepository.class, EcrLifecyclePolicy.class)
                        .withName("repositories")
                        // A label or a reference that is gone no longer leads to the policy, so all of them look.
                        .withSecondaryToPrimaryMapper(repository -> idsIn(namespace(repository)))
                        .withOnUpdateFilter(LifecycleEventSources::matters)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        return List.of(repositories, rivals);
    }

    List<EcrRepository> repositoriesBeside(EcrLifecyclePolicy policy) {
        return repositories.list(namespace(policy), repository -> true).toList();
    }

    List<EcrLifecyclePolicy> policiesBeside(EcrLifecyclePolicy policy) {
        return policies.list(namespace(policy), each -> true).toList();
    }

    /** Lets the other policies of the namespace look again. */
    void changed(EcrLifecyclePolicy policy) {
        ResourceID self = ResourceID.fromResource(policy);
        idsIn(namespace(policy)).stream().filter(id -> !id.equals(self)).forEach(rivals::propagateEvent);
    }

    private Set<ResourceID> idsIn(String namespace) {
        return policies.list(namespace, policy -> true)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean matters(EcrRepository after, EcrRepository before) {
        return !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(after.getStatus(), before.getStatus());
    }

    private static String namespace(HasMetadata object) {
        return object.getMetadata().getNamespace();
    }
}
