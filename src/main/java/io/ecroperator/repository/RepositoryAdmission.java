package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Decides whether an object may touch ECR now, and has it done: the object, its registry, its spec, and who else claims it. */
final class RepositoryAdmission {

    private final Registries registries;
    private final RepositoryResolver resolver;
    private final RepositoryLifecyclePolicies policies;

    /** Objects, by UID, with a write that AWS has not answered. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    RepositoryAdmission(Registries registries, RepositoryResolver resolver, RepositoryLifecyclePolicies policies) {
        this.registries = registries;
        this.resolver = resolver;
        this.policies = policies;
    }

    /** One pass over the repository, or the reason why there is none. */
    RepositoryOutcome run(EcrRepository object, IndexedResourceCache<EcrRepository> cache) {
        if (RepositoryAnnotations.paused(object)) {
            return new Paused();
        }
        return switch (registries.of(object)) {
            case RegistryReference.Refused(var reason, var message) -> new Refused(reason, message);
            case RegistryReference.Resolved registry -> run(object, registry, cache);
        };
    }

    private RepositoryOutcome run(
            EcrRepository object, RegistryReference.Resolved registry, IndexedResourceCache<EcrRepository> cache) {
        return switch (resolver.resolve(object, policies.attachment(object), registry.powers())) {
            case Resolution.Refused(var reason, var message) -> new Refused(reason, message);
            case Resolution.Resolved(var desired) ->
                older(object, cache)
                        .<RepositoryOutcome>map(older -> RepositoryClaims.refused(object, older))
                        .orElseGet(() -> new RepositoryPass(registry.connection(), unanswered).run(object, desired));
        };
    }

    /** The object that has the repository instead of this one, if there is one. */
    Optional<EcrRepository> older(EcrRepository object, IndexedResourceCache<EcrRepository> cache) {
        return RepositoryClaims.olderThan(object, cache, registries::same);
    }

    /** Ends what is read again and again for this object alone. */
    void leave(EcrRepository object) {
        registries.untrack(object.getMetadata().getUid(), object.effectiveRepositoryName());
        if (object.isMarkedForDeletion()) {
            unanswered.remove(object.getMetadata().getUid());
        }
    }
}
