package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.reference.Registries;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Decides which of several objects may write to one thing in AWS: the oldest. Objects that only observe claim nothing. */
public final class Claims<R extends CustomResource<? extends ManagedSpec, ?>> {

    /** The index of the cache by the thing's name in AWS. */
    public static final String INDEX = "name-in-aws";

    private static final Comparator<HasMetadata> OLDEST_FIRST = Comparator.comparing(
                    (HasMetadata object) -> object.getMetadata().getCreationTimestamp())
            .thenComparing(object -> object.getMetadata().getNamespace())
            .thenComparing(object -> object.getMetadata().getName());

    private final BiPredicate<RegistryRef, RegistryRef> same;
    private final Function<R, String> nameInAws;

    /**
     * One name means one thing for objects of one registry.
     *
     * @param isOfAccount whether it does for objects of one account, in whatever region
     */
    public Claims(Registries registries, Function<R, String> nameInAws, boolean isOfAccount) {
        this.same = isOfAccount ? registries::sameAccount : registries::same;
        this.nameInAws = nameInAws;
    }

    /** The keys under which an object is indexed. */
    public List<String> indexKeys(R object) {
        return List.of(nameInAws.apply(object));
    }

    /** The object that has the thing instead of this one, if there is one. */
    public Optional<R> olderThan(R object, IndexedResourceCache<R> cache) {
        if (!claims(object)) {
            return Optional.empty();
        }
        return cache.byIndex(INDEX, nameInAws.apply(object)).stream()
                .filter(Claims::claims)
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .filter(other -> OLDEST_FIRST.compare(other, object) < 0)
                .filter(other -> same.test(
                        object.getSpec().registryRef(), other.getSpec().registryRef()))
                .min(OLDEST_FIRST);
    }

    private static boolean claims(CustomResource<? extends ManagedSpec, ?> object) {
        return object.getSpec() != null && object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE;
    }
}
