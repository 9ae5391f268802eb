package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
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

/** Registers the kind EcrPublicRepository with the process. */
public final class EcrPublicRepositoryController {

    private EcrPublicRepositoryController() {}

    /** The kind. */
    public static ControllerRegistration registration(KindContext context, Registries registries) {
        return ControllerRegistration.of(
                new EcrPublicRepositoryReconciler(context.cluster(), ManagedParts.of(context, registries)),
                EcrPublicRepositoryController::configure);
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrPublicRepository> forecasts(
            ManagedParts parts, Cluster cluster, PlannedObjects planned) {
        return new ManagedForecasts<>(
                EcrPublicRepository.class,
                new EcrPublicRepositoryKind(parts.registries(), cluster, parts.clock(), new LogoConfigMaps()),
                true,
                parts,
                planned);
    }

    private static void configure(ControllerConfigurationOverrider<EcrPublicRepository> overrider) {
        overrider
                .withName("ecrpublicrepository")
                .withGenerationAware(false)
                .withOnUpdateFilter(RegistryEvents::matters);
    }
}
