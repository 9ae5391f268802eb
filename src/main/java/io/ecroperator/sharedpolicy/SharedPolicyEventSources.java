package io.ecroperator.sharedpolicy;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Conditions;
import io.ecroperator.undeclared.UndeclaredPass;
import io.ecroperator.undeclared.UndeclaredPowers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What makes a shared policy be looked at beside itself: the EcrRepositories of its namespace and those that its
 * patterns match, the other policies, and ECR as the view sees it. All belong to one controller; the fields are set once, before anything is reconciled.
 */
final class SharedPolicyEventSources<
        P extends CustomResource<? extends SharedPolicySpec, SharedPolicyStatus> & SharedPolicy> {

    private final PolicyKind kind;
    private final DeclaredRepositories declared;
    private final Registries registries;
    private IndexedResourceCache<P> policies;
    private final SimpleInboundEventSource<P> repositories = new SimpleInboundEventSource<>("repositories");
    private final SimpleInboundEventSource<P> rivals = new SimpleInboundEventSource<>("rivals");
    private final SimpleInboundEventSource<P> registry = new SimpleInboundEventSource<>("registry-view");

    SharedPolicyEventSources(PolicyKind kind, DeclaredRepositories declared, Registries registries) {
        this.kind = kind;
        this.declared = declared;
        this.registries = registries;
    }

    /** The sources beside the object itself; {@code concerns} says whether a repository in ECR concerns a policy. */
    List<EventSource<?, P>> of(EventSourceContext<P> context, BiPredicate<P, String> concerns) {
        policies = context.getPrimaryCache();
        registries.onRepositoryChange((connection, name) -> wake(registry, policy -> concerns.test(policy, name)));
        registries.onStateChange(connection -> wake(registry, UndeclaredPass::isMeant));
        // A label or a reference that is gone no longer leads to the policy, so all of them look.
        declared.onChange(repository -> wake(repositories, policy -> concerns(policy, repository)));
        registries.onReferenceChange(
                which -> wake(registry, policy -> which.concerns(namespace(policy), policy.registryRef())));
        declared.onKnown(() -> wake(repositories, policy -> true));
        return List.of(repositories, rivals, registry);
    }

    /** Has a policy looked at that waited for others of its account. */
    void free(ResourceID policy) {
        registry.propagateEvent(policy);
    }

    /** Where the policy's patterns mean repositories. */
    RegistryReference registry(P policy) {
        return registries.resolve(RegistryUse.of(kind.registryKind(), namespace(policy), policy.registryRef()));
    }

    List<EcrRepository> repositoriesBeside(P policy) {
        return declared.in(namespace(policy));
    }

    /** Whether an EcrRepository declares a repository of this name in the policy's registry. */
    boolean isDeclared(P policy, String repositoryName) {
        return declared.isDeclared(
                repositoryName, repository -> registries.maybeSame(policy.registryRef(), repository.registryRef()));
    }

    List<P> policiesBeside(P policy) {
        return policies.list(namespace(policy), each -> true).toList();
    }

    /** All policies of the cluster, as far as the operator sees it, whose patterns mean the registry that this one's mean. */
    List<P> policiesOfRegistry(P policy) {
        return policies.list(other -> registries.maybeSame(policy.registryRef(), other.registryRef()))
                .toList();
    }

    /** Lets the policies look again that may mean the same repositories. */
    void changed(P policy) {
        ResourceID self = ResourceID.fromResource(policy);
        wake(
                rivals,
                other -> !ResourceID.fromResource(other).equals(self)
                        && (namespace(other).equals(namespace(policy)) || UndeclaredPowers.hasPatterns(other)));
    }

    /** Whether a new status in the place of one that may be null says that the policy means, or holds, something else. */
    static boolean concernsRivals(SharedPolicyStatus before, SharedPolicyStatus after) {
        return before == null
                || !unsaid(before).equals(unsaid(after))
                || !Conditions.agree(before.conditions(), after.conditions());
    }

    private static SharedPolicyStatus unsaid(SharedPolicyStatus status) {
        return new SharedPolicyStatus(
                status.observedGeneration(),
                null,
                status.digest(),
                status.attachedRepositories(),
                status.undeclaredRepositories(),
                status.syncedRepositories(),
                status.pendingRepositories(),
                status.conflictingRepositories());
    }

    private void wake(SimpleInboundEventSource<P> source, Predicate<P> which) {
        if (!source.isRunning()) {
            return; // the cache of the policies need not be there yet; all of them are looked at once it is
        }
        policies.list(which).map(ResourceID::fromResource).forEach(source::propagateEvent);
    }

    /** Elsewhere, what an object declares is taken out of the patterns' reach, or given back to it. */
    private static boolean concerns(SharedPolicy policy, EcrRepository repository) {
        return namespace(policy).equals(namespace(repository))
                || Attachments.matches(policy, repository.effectiveRepositoryName());
    }

    private static String namespace(HasMetadata object) {
        return object.getMetadata().getNamespace();
    }
}
