package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.managed.ManagedForecasts;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.RegistryEvents;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;

/** Registers the kind EcrRepositoryCreationTemplate with the process. */
public final class EcrRepositoryCreationTemplateController {

    private EcrRepositoryCreationTemplateController() {}

    /** The kind. */
    public static ControllerRegistration registration(KindContext context, Registries registries) {
        return ControllerRegistration.of(
                new EcrRepositoryCreationTemplateReconciler(ManagedParts.of(context, registries)),
                EcrRepositoryCreationTemplateController::configure);
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrRepositoryCreationTemplate> forecasts(ManagedParts parts, PlannedObjects planned) {
        return new ManagedForecasts<>(
                EcrRepositoryCreationTemplate.class,
                new EcrRepositoryCreationTemplateKind(parts.registries(), parts.clock()),
                false,
                parts,
                planned);
    }

    private static void configure(ControllerConfigurationOverrider<EcrRepositoryCreationTemplate> overrider) {
        overrider
                .withName("ecrrepositorycreationtemplate")
                .withGenerationAware(false)
                .withOnUpdateFilter(RegistryEvents::matters);
    }
}
