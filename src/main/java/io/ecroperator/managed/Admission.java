package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.connection.ImaginedDeletion;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.managed.Resolution.Refused;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Decides whether an object may touch AWS now, and has it done: by its pause, its registry, its spec, and who else claims the
 * thing.
 */
final class Admission<
        R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change> {

    private final ManagedKind<R, S, D, V, C> kind;
    private final KindFacts<R, S> facts;
    private final Pass<R, S, D, V, C> pass;
    private final DeletionPolicies<R, S> deletions;
    private final Claims<R> claims;
    private final Registries registries;
    private final Lanes lanes;
    private final Consumer<ResourceID> onFree;
    private final Clock clock;

    /** Decides; {@code onFree} has an object reconciled again that found no lane. */
    Admission(ManagedKind<R, S, D, V, C> kind, Claims<R> claims, ManagedParts parts, Consumer<ResourceID> onFree) {
        this.kind = kind;
        this.facts = kind.facts();
        this.pass = new Pass<>(kind);
        this.deletions = new DeletionPolicies<>(facts);
        this.claims = claims;
        this.registries = parts.registries();
        this.lanes = parts.lanes();
        this.onFree = onFree;
        this.clock = parts.clock();
    }

    /** What is done with a thing that may be touched. */
    private interface Step<R, D, V, C extends Change> {
        Outcome<D, V, C> run(EcrConnection aws, R object, Resolved<D> wanted);
    }

    /** One pass over the thing, or the reason why there is none; {@code writes} as for {@link Pass#run}. */
    Outcome<D, V, C> run(R object, IndexedResourceCache<R> cache, ObjectWrites<S> writes) {
        return run(object, cache, (aws, each, wanted) -> pass.run(aws, each, wanted, writes));
    }

    /** What {@link #run} would come to, of which nothing is done. */
    Outcome<D, V, C> foretell(R object, IndexedResourceCache<R> cache) {
        return run(object, cache, pass::foretell);
    }

    private Outcome<D, V, C> run(R object, IndexedResourceCache<R> cache, Step<R, D, V, C> step) {
        if (RequestAnnotations.paused(object)) {
            return new Outcome.Paused<>();
        }
        try {
            return switch (registries.resolve(facts.use().apply(object))) {
                case RegistryReference.Refused(var reason, var message) -> new Outcome.Unresolved<>(reason, message);
                case RegistryReference.Resolved registry ->
                    inLane(object, registry, () -> run(object, registry, cache, step))
                            .orElseGet(() -> new Outcome.Waiting<>(clock.instant()));
            };
        } catch (NotKnownException startingOrStopping) {
            return new Outcome.Waiting<>(clock.instant());
        }
    }

    private Outcome<D, V, C> run(
            R object, RegistryReference.Resolved registry, IndexedResourceCache<R> cache, Step<R, D, V, C> step) {
        if (object.getSpec() == null) {
            return Outcome.Refused.unreadable();
        }
        Optional<String> refusal = registry.refusal(facts.use().apply(object), kind.names(object));
        if (refusal.isPresent()) {
            return new Outcome.Unresolved<>(Reason.NOT_PERMITTED, refusal.get());
        }
        return switch (kind.resolve(object, registry)) {
            case Refused<D>(var reason, var message) -> new Outcome.Refused<>(reason, message);
            case Resolved<D>(var desired, var remarks) -> {
                Optional<R> older = claims.olderThan(object, cache);
                yield older.isPresent()
                        ? duplicate(object, older.get())
                        : step.run(
                                registry.connection(),
                                object,
                                new Resolved<>(desired, remarks.withReference(registryOf(object))));
            }
        };
    }

    private Optional<String> registryOf(R object) {
        return Optional.ofNullable(object.getSpec().registryRef()).map(reference -> "EcrRegistry " + reference.name());
    }

    private Outcome<D, V, C> duplicate(R object, R older) {
        return new Outcome.Refused<>(
                facts.duplicate(),
                facts.kind() + " " + older.getMetadata().getNamespace() + "/"
                        + older.getMetadata().getName() + " is older and declares " + facts.of(object) + " too. "
                        + facts.duplicate().remedy());
    }

    /** Deletes the thing as far as the object's policies let it. */
    Deletion delete(R object, IndexedResourceCache<R> cache) {
        return delete(object, cache, UnaryOperator.identity());
    }

    /** What {@link #delete} would come to: the same, with each deletion that AWS would carry out only told. */
    Deletion foretellDeletion(R object, IndexedResourceCache<R> cache, Consumer<ImaginedDeletion> deletions) {
        return delete(object, cache, connection -> connection.imaginingDeletions(deletions));
    }

    private Deletion delete(R object, IndexedResourceCache<R> cache, UnaryOperator<EcrConnection> through) {
        if (RequestAnnotations.paused(object)) {
            return DeletionPolicies.paused();
        }
        try {
            RegistryReference reference = registries.resolve(facts.use().apply(object));
            boolean claimedByAnother = claims.olderThan(object, cache).isPresent();
            return deletions.delete(object, reference, claimedByAnother, registry -> inLane(
                            object, registry, () -> kind.delete(through.apply(registry.connection()), object))
                    .orElseGet(Deletion.NotYet::new));
        } catch (NotKnownException startingOrStopping) {
            return new Deletion.NotYet();
        }
    }

    /** What a step that may call AWS gives; empty if the account has to wait for others. */
    private <T> Optional<T> inLane(R object, RegistryReference.Resolved registry, Supplier<T> step) {
        return lanes.run(registry.account(), ResourceID.fromResource(object), onFree, step);
    }

    /** Ends what is kept up to date for this object alone. */
    void leave(R object) {
        kind.leave(object);
        if (object.isMarkedForDeletion()) {
            pass.forget(object);
        }
    }
}
