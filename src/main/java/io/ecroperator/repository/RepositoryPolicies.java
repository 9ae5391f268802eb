package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.managed.Claims;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shared policies as an EcrRepository sees them, and what they see of it. Belongs to one controller; its sources are
 * made once.
 */
final class RepositoryPolicies {

    private final DeclaredRepositories declared;
    private InformerEventSource<EcrLifecyclePolicy, EcrRepository> lifecycle;
    private InformerEventSource<EcrRepositoryPolicy, EcrRepository> repository;

    RepositoryPolicies(DeclaredRepositories declared) {
        this.declared = declared;
    }

    /** Wake the EcrRepositories that a change of a policy concerns, and let the policies know the EcrRepositories. */
    List<EventSource<?, EcrRepository>> sources(EventSourceContext<EcrRepository> context) {
        lifecycle = source(context, EcrLifecyclePolicy.class, "lifecycle-policies", Attachments.LIFECYCLE);
        repository = source(context, EcrRepositoryPolicy.class, "repository-policies", Attachments.REPOSITORY);
        return List.of(lifecycle, repository, declared.source(context, Claims.INDEX));
    }

    private static <P extends SharedPolicy> InformerEventSource<P, EcrRepository> source(
            EventSourceContext<EcrRepository> context, Class<P> type, String name, Attachments attachments) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, EcrRepository.class)
                        .withName(name)
                        .withSecondaryToPrimaryMapper(
                                policy -> concerned(attachments, policy, context.getPrimaryCache()))
                        .withOnUpdateFilter((after, before) -> !Objects.equals(
                                        after.getMetadata().getGeneration(),
                                        before.getMetadata().getGeneration())
                                || after.isMarkedForDeletion() != before.isMarkedForDeletion())
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    /** What the policies of the object's namespace mean for it. */
    PolicyAttachments attachments(EcrRepository object) {
        return attachments(object, lifecycle, repository);
    }

    /** The same of policies that are known otherwise. */
    static PolicyAttachments attachments(
            EcrRepository object,
            ResourceCache<EcrLifecyclePolicy> lifecycle,
            ResourceCache<EcrRepositoryPolicy> repository) {
        String namespace = object.getMetadata().getNamespace();
        return new PolicyAttachments(
                Attachments.LIFECYCLE.of(
                        object, lifecycle.list(namespace, policy -> true).toList()),
                Attachments.REPOSITORY.of(
                        object, repository.list(namespace, policy -> true).toList()));
    }

    private static Set<ResourceID> concerned(
            Attachments attachments, SharedPolicy policy, IndexedResourceCache<EcrRepository> cache) {
        return cache.list(policy.getMetadata().getNamespace(), object -> attachments.concerns(policy, object))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
