package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.managed.ManagedForecasts;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.managed.RegistryEvents;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;

/** Registers the kind EcrPullThroughCacheRule with the process. */
public final class EcrPullThroughCacheRuleController {

    private EcrPullThroughCacheRuleController() {}

    /** The kind. */
    public static ControllerRegistration registration(KindContext context, Registries registries) {
        return ControllerRegistration.of(
                new EcrPullThroughCacheRuleReconciler(ManagedParts.of(context, registries)),
                EcrPullThroughCacheRuleController::configure);
    }

    /** What the kind would do with those objects. */
    public static Forecasts<EcrPullThroughCacheRule> forecasts(ManagedParts parts, PlannedObjects planned) {
        return new ManagedForecasts<>(
                EcrPullThroughCacheRule.class,
                new EcrPullThroughCacheRuleKind(parts.registries(), parts.clock()),
                false,
                parts,
                planned);
    }

    private static void configure(ControllerConfigurationOverrider<EcrPullThroughCacheRule> overrider) {
        overrider
                .withName("ecrpullthroughcacherule")
                .withGenerationAware(false)
                .withOnUpdateFilter(RegistryEvents::matters);
    }
}
