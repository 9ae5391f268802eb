package io.ecroperator.lifecycle;

import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.sharedpolicy.SharedPolicyReconciliation;

/** Registers the kind EcrLifecyclePolicy with the process. */
public final class EcrLifecyclePolicyController {

    private EcrLifecyclePolicyController() {}

    /** The kind. */
    public static ControllerRegistration registration(
            KindContext context, Registries registries, DeclaredRepositories declared) {
        return ControllerRegistration.of(
                new EcrLifecyclePolicyReconciler(
                        registries,
                        declared,
                        context.cluster(),
                        context.lanes(),
                        context.attemptDelays(),
                        context.events(),
                        context.metrics(),
                        context.clock()),
                overrider -> SharedPolicyReconciliation.limitRate(overrider.withName("ecrlifecyclepolicy")));
    }
}
