package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.RegistryEvents;
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

    private static void configure(ControllerConfigurationOverrider<EcrRepositoryCreationTemplate> overrider) {
        overrider
                .withName("ecrrepositorycreationtemplate")
                .withGenerationAware(false)
                .withOnUpdateFilter(RegistryEvents::matters);
    }
}
