package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import java.time.Duration;

/** Registers the kind EcrRegistryConfiguration with the process. */
public final class EcrRegistryConfigurationController {

    /** Many objects of a registry that change at once are one reason to look at each, not many. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 3;

    private EcrRegistryConfigurationController() {}

    /** The kind. */
    public static ControllerRegistration registration(KindContext context, Registries registries) {
        return ControllerRegistration.of(
                new EcrRegistryConfigurationReconciler(
                        ManagedParts.of(context, registries),
                        context.config().namespaces().isEmpty()),
                EcrRegistryConfigurationController::configure);
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrRegistryConfiguration> forecasts(Registries registries, PlannedObjects planned) {
        return new ConfigurationForecasts(registries, planned);
    }

    /** What the controller listens to, annotations too, and how often it looks. */
    private static void configure(ControllerConfigurationOverrider<EcrRegistryConfiguration> overrider) {
        overrider
                .withName("ecrregistryconfiguration")
                .withGenerationAware(false)
                .withOnUpdateFilter(ConfigurationEventSources::matters)
                .withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }
}
