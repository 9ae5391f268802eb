package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.view.RegistryView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What makes an EcrLifecyclePolicy be looked at beside itself: the EcrRepositories of its namespace and those that its
 * patterns match, the other policies, and ECR as the view sees it. All belong to one controller; the fields are set once, before anything is reconciled.
 */
final class LifecycleEventSources {

    private static final String BY_REPOSITORY_NAME = "repositoryName";

    private IndexedResourceCache<EcrLifecyclePolicy> policies;
    private InformerEventSource<EcrRepository, EcrLifecyclePolicy> repositories;
    private final SimpleInboundEventSource<EcrLifecyclePolicy> rivals = new SimpleInboundEventSource<>("rivals");
    private final SimpleInboundEventSource<EcrLifecyclePolicy> registry =
            new SimpleInboundEventSource<>("registry-view");

    /** The sources beside the object itself; {@code concerns} says whether a repository in ECR concerns a policy. */
    List<EventSource<?, EcrLifecyclePolicy>> of(
            EventSourceContext<EcrLifecyclePolicy> context,
            RegistryView view,
            BiPredicate<EcrLifecyclePolicy, String> concerns) {
        policies = context.getPrimaryCache();
        view.onChange(name -> wake(registry, policy -> concerns.test(policy, name)));
        view.onStateChange(() -> wake(registry, LifecycleEventSources::hasPatterns));
        repositories = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EcrRepository.class, EcrLifecyclePolicy.class)
                        .withName("repositories")
                        // A label or a reference that is gone no longer leads to the policy, so all of them look.
                        .withSecondaryToPrimaryMapper(this::concernedBy)
                        .withOnUpdateFilter(LifecycleEventSources::matters)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        repositories.addIndexers(Map.of(BY_REPOSITORY_NAME, each -> List.of(each.effectiveRepositoryName())));
        return List.of(repositories, rivals, registry);
    }

    List<EcrRepository> repositoriesBeside(EcrLifecyclePolicy policy) {
        return repositories.list(namespace(policy), repository -> true).toList();
    }

    List<EcrLifecyclePolicy> policiesBeside(EcrLifecyclePolicy policy) {
        return policies.list(namespace(policy), each -> true).toList();
    }

    /** All policies of the cluster, as far as the operator sees it. */
    List<EcrLifecyclePolicy> allPolicies() {
        return policies.list().toList();
    }

    /** Whether an EcrRepository, in any namespace that the operator sees, declares a repository of this name. */
    boolean isDeclared(String repositoryName) {
        return !repositories.byIndex(BY_REPOSITORY_NAME, repositoryName).isEmpty();
    }

    /** Lets the policies look again that may mean the same repositories. */
    void changed(EcrLifecyclePolicy policy) {
        ResourceID self = ResourceID.fromResource(policy);
        wake(
                rivals,
                other -> !ResourceID.fromResource(other).equals(self)
                        && (namespace(other).equals(namespace(policy)) || hasPatterns(other)));
    }

    private void wake(SimpleInboundEventSource<EcrLifecyclePolicy> source, Predicate<EcrLifecyclePolicy> which) {
        policies.list(which).map(ResourceID::fromResource).forEach(source::propagateEvent);
    }

    /** Elsewhere, what an object declares is taken out of the patterns' reach, or given back to it. */
    private Set<ResourceID> concernedBy(EcrRepository repository) {
        return policies.list(policy -> namespace(policy).equals(namespace(repository))
                        || Attachments.matches(policy, repository.effectiveRepositoryName()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean hasPatterns(EcrLifecyclePolicy policy) {
        return policy.getSpec() != null && policy.getSpec().repositoryNamePatterns() != null;
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
