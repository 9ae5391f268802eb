package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.status.Reason;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Decides which of several objects may write to one repository: the oldest. Objects that only observe claim nothing. */
final class RepositoryClaims {

    /** The index of the cache by the repository's name in ECR. */
    static final String INDEX = "repositoryName";

    private static final Comparator<EcrRepository> OLDEST_FIRST = Comparator.comparing(
                    (EcrRepository object) -> object.getMetadata().getCreationTimestamp())
            .thenComparing(object -> object.getMetadata().getNamespace())
            .thenComparing(object -> object.getMetadata().getName());

    private RepositoryClaims() {}

    /** The keys under which an object is indexed. */
    static List<String> indexKeys(EcrRepository object) {
        return List.of(object.effectiveRepositoryName());
    }

    /**
     * The object that has the repository instead of this one, if there is one.
     *
     * @param sameRegistry whether two objects mean one registry, so that one name means one repository
     */
    static Optional<EcrRepository> olderThan(
            EcrRepository object,
            IndexedResourceCache<EcrRepository> cache,
            BiPredicate<EcrRepository, EcrRepository> sameRegistry) {
        if (!claims(object)) {
            return Optional.empty();
        }
        return cache.byIndex(INDEX, object.effectiveRepositoryName()).stream()
                .filter(RepositoryClaims::claims)
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()))
                .filter(other -> OLDEST_FIRST.compare(other, object) < 0)
                .filter(other -> sameRegistry.test(object, other))
                .min(OLDEST_FIRST);
    }

    /** What the younger object is told. */
    static RepositoryOutcome.Refused refused(EcrRepository object, EcrRepository older) {
        return new RepositoryOutcome.Refused(
                Reason.DUPLICATE_REPOSITORY,
                "EcrRepository " + older.getMetadata().getNamespace() + "/"
                        + older.getMetadata().getName() + " is older and declares repository "
                        + object.effectiveRepositoryName() + " too. " + Reason.DUPLICATE_REPOSITORY.remedy());
    }

    private static boolean claims(EcrRepository object) {
        return object.getSpec() != null && object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE;
    }
}
