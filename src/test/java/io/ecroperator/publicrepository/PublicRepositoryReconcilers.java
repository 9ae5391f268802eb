package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.ownership.Cluster;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;

/** The kind's reconciler, for tests of several kinds. */
public final class PublicRepositoryReconcilers {

    private PublicRepositoryReconcilers() {}

    /** One with these parts. */
    public static Reconciler<EcrPublicRepository> of(ManagedParts parts) {
        return new EcrPublicRepositoryReconciler(Cluster.of("test", "uid-1"), parts);
    }
}
