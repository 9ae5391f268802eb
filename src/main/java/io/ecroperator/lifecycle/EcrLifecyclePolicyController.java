package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.lifecycle.undeclared.UndeclaredPass;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import java.time.Duration;

/** Registers the kind EcrLifecyclePolicy with the process. */
public final class EcrLifecyclePolicyController {

    /** A thousand EcrRepositories that change at once are one reason to look, not a thousand. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 2;

    private EcrLifecyclePolicyController() {}

    /** The kind. */
    public static ControllerRegistration registration(
            KindContext context, Registries registries, DeclaredRepositories declared) {
        return ControllerRegistration.of(
                new EcrLifecyclePolicyReconciler(
                        registries,
                        declared,
                        new UndeclaredPass(context.cluster(), context.clock()),
                        context.attemptDelays(),
                        context.events(),
                        context.metrics(),
                        context.clock()),
                EcrLifecyclePolicyController::configure);
    }

    /** How often the controller looks. */
    private static void configure(ControllerConfigurationOverrider<EcrLifecyclePolicy> overrider) {
        overrider.withName("ecrlifecyclepolicy").withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }
}
