package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.managed.ManagedForecasts;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.RegistryEvents;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;

/** Registers the kind EcrRepository with the process. */
public final class EcrRepositoryController {

    private EcrRepositoryController() {}

    /** The kind. */
    public static ControllerRegistration registration(
            KindContext context, Registries registries, DeclaredRepositories declared) {
        return ControllerRegistration.of(
                new EcrRepositoryReconciler(
                        declared,
                        new OutputConfigMaps(context.config().outputConfigMaps().enabled()),
                        context.cluster(),
                        ManagedParts.of(context, registries)),
                EcrRepositoryController::configure);
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrRepository> forecasts(ManagedParts parts, Cluster cluster, PlannedObjects planned) {
        ResourceCache<EcrLifecyclePolicy> lifecycle = planned.of(EcrLifecyclePolicy.class);
        ResourceCache<EcrRepositoryPolicy> repository = planned.of(EcrRepositoryPolicy.class);
        return new ManagedForecasts<>(
                EcrRepository.class,
                new EcrRepositoryKind(
                        object -> RepositoryPolicies.attachments(object, lifecycle, repository),
                        parts.registries(),
                        cluster,
                        parts.clock()),
                true,
                parts,
                planned);
    }

    /**
     * What the controller listens to. The SDK's own filter passes edits of the spec only; ours lets annotations and labels
     * pass too, and still not our own status writes.
     */
    private static void configure(ControllerConfigurationOverrider<EcrRepository> overrider) {
        overrider.withName("ecrrepository").withGenerationAware(false).withOnUpdateFilter(RegistryEvents::matters);
    }
}
