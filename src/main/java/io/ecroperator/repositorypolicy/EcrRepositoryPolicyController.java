package io.ecroperator.repositorypolicy;

import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.sharedpolicy.SharedPolicyForecasts;
import io.ecroperator.sharedpolicy.SharedPolicyReconciliation;

/** Registers the kind EcrRepositoryPolicy with the process. */
public final class EcrRepositoryPolicyController {

    private EcrRepositoryPolicyController() {}

    /** The kind. */
    public static ControllerRegistration registration(
            KindContext context, Registries registries, DeclaredRepositories declared) {
        return ControllerRegistration.of(
                new EcrRepositoryPolicyReconciler(
                        registries,
                        declared,
                        context.cluster(),
                        context.lanes(),
                        context.attemptDelays(),
                        context.events(),
                        context.metrics(),
                        context.clock()),
                overrider -> SharedPolicyReconciliation.limitRate(overrider.withName("ecrrepositorypolicy")));
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrRepositoryPolicy> forecasts(
            Registries registries, DeclaredRepositories declared, Cluster cluster, PlannedObjects planned) {
        return new SharedPolicyForecasts<>(
                EcrRepositoryPolicy.class,
                PolicyKind.REPOSITORY,
                new RepositoryPolicyDoor(),
                registries,
                declared,
                cluster,
                planned);
    }
}
