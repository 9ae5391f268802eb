package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.managed.Claims;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides whether an object may touch ECR now, and has it done: by its pause, its registry, its spec, and who else claims the
 * repository.
 */
final class RepositoryAdmission {

    private final Registries registries;
    private final Claims<EcrRepository> claims;
    private final Lanes lanes;
    private final RepositoryResolver resolver;
    private final RepositoryLifecyclePolicies policies;
    private final RepositoryDeletion deletion;
    private final Clock clock;

    /** Objects, by UID, with a write that AWS has not answered. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    RepositoryAdmission(
            Registries registries,
            Claims<EcrRepository> claims,
            RepositoryLifecyclePolicies policies,
            Cluster cluster,
            Lanes lanes,
            Clock clock) {
        this.registries = registries;
        this.claims = claims;
        this.lanes = lanes;
        this.resolver = new RepositoryResolver(cluster);
        this.policies = policies;
        this.deletion = new RepositoryDeletion(cluster);
        this.clock = clock;
    }

    /** One pass over the repository, or the reason why there is none. */
    RepositoryOutcome run(EcrRepository object, IndexedResourceCache<EcrRepository> cache) {
        if (RequestAnnotations.paused(object)) {
            return new Paused();
        }
        try {
            return switch (registry(object)) {
                case RegistryReference.Refused(var reason, var message) -> new Unresolved(reason, message);
                case RegistryReference.Resolved registry ->
                    inLane(object, registry, () -> run(object, registry, cache))
                            .orElseGet(() -> new Waiting(clock.instant()));
            };
        } catch (NotKnownException startingOrStopping) {
            return new Waiting(clock.instant());
        }
    }

    private RepositoryOutcome run(
            EcrRepository object, RegistryReference.Resolved registry, IndexedResourceCache<EcrRepository> cache) {
        return switch (resolver.resolve(object, policies.attachment(object), registry.access(), registry.defaults())) {
            case Resolution.Refused(var reason, var message) -> new Refused(reason, message);
            case Resolution.Resolved(var desired) ->
                older(object, cache)
                        .<RepositoryOutcome>map(older -> duplicate(object, older))
                        .orElseGet(() -> new RepositoryPass(registry.connection(), unanswered).run(object, desired));
        };
    }

    /** Deletes the repository as far as the object's policies let it. */
    RepositoryDeletion.Result delete(EcrRepository object, IndexedResourceCache<EcrRepository> cache) {
        if (RequestAnnotations.paused(object)) {
            return RepositoryDeletion.paused();
        }
        try {
            RegistryReference registry = registry(object);
            return inLane(
                            object,
                            registry,
                            () -> deletion.delete(
                                    object, registry, older(object, cache).isPresent()))
                    .orElseGet(RepositoryDeletion.Result.NotYet::new);
        } catch (NotKnownException startingOrStopping) {
            return new RepositoryDeletion.Result.NotYet();
        }
    }

    /** What a step that may call AWS gives; empty if the account has to wait for others. */
    private <T> Optional<T> inLane(EcrRepository object, RegistryReference reference, Supplier<T> step) {
        if (!(reference instanceof RegistryReference.Resolved registry)) {
            return Optional.of(step.get());
        }
        String account = registry.connection().spec().accountId().orElse("");
        return lanes.run(account, ResourceID.fromResource(object), step);
    }

    private RegistryReference registry(EcrRepository object) {
        String arn = object.getStatus() == null ? null : object.getStatus().repositoryArn();
        return registries.resolve(
                RegistryUse.of(RegistryKind.ECR_REPOSITORY, object.getMetadata().getNamespace(), object.registryRef())
                        .ofRepository(object.effectiveRepositoryName(), arn));
    }

    private static Refused duplicate(EcrRepository object, EcrRepository older) {
        return new Refused(
                Reason.DUPLICATE_REPOSITORY,
                "EcrRepository " + older.getMetadata().getNamespace() + "/"
                        + older.getMetadata().getName() + " is older and declares repository "
                        + object.effectiveRepositoryName() + " too. " + Reason.DUPLICATE_REPOSITORY.remedy());
    }

    /** The object that has the repository instead of this one, if there is one. */
    private Optional<EcrRepository> older(EcrRepository object, IndexedResourceCache<EcrRepository> cache) {
        return claims.olderThan(object, cache);
    }

    /** Ends what is read again and again for this object alone. */
    void leave(EcrRepository object) {
        registries.untrack(object.getMetadata().getUid(), object.effectiveRepositoryName());
        if (object.isMarkedForDeletion()) {
            unanswered.remove(object.getMetadata().getUid());
        }
    }
}
