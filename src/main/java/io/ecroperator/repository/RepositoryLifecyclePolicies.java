package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.managed.Claims;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shared lifecycle policies as an EcrRepository sees them, and what they see of it. Belongs to one controller; its
 * sources are made once.
 */
final class RepositoryLifecyclePolicies {

    private final DeclaredRepositories declared;
    private InformerEventSource<EcrLifecyclePolicy, EcrRepository> source;

    RepositoryLifecyclePolicies(DeclaredRepositories declared) {
        this.declared = declared;
    }

    /** Wakes the EcrRepositories that a change of a policy concerns. */
    InformerEventSource<EcrLifecyclePolicy, EcrRepository> source(EventSourceContext<EcrRepository> context) {
        source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EcrLifecyclePolicy.class, EcrRepository.class)
                        .withName("lifecycle-policies")
                        .withSecondaryToPrimaryMapper(policy -> concerned(policy, context.getPrimaryCache()))
                        .withOnUpdateFilter((after, before) -> !Objects.equals(
                                        after.getMetadata().getGeneration(),
                                        before.getMetadata().getGeneration())
                                || after.isMarkedForDeletion() != before.isMarkedForDeletion())
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        return source;
    }

    /** Lets the policies know the EcrRepositories. */
    EventSource<Void, EcrRepository> declaring(EventSourceContext<EcrRepository> context) {
        return declared.source(context, Claims.INDEX);
    }

    /** What the policies of the object's namespace mean for it. */
    Attachment attachment(EcrRepository object) {
        List<EcrLifecyclePolicy> policies =
                source.list(object.getMetadata().getNamespace(), policy -> true).toList();
        return Attachments.LIFECYCLE.of(object, policies);
    }

    private static Set<ResourceID> concerned(EcrLifecyclePolicy policy, IndexedResourceCache<EcrRepository> cache) {
        return cache.list(policy.getMetadata().getNamespace(), object -> Attachments.LIFECYCLE.concerns(policy, object))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
