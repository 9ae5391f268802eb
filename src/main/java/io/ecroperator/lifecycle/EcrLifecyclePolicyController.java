package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.lifecycle.undeclared.UndeclaredPass;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** Registers the kind EcrLifecyclePolicy with the process. */
@ApplicationScoped
public class EcrLifecyclePolicyController {

    /** A thousand EcrRepositories that change at once are one reason to look, not a thousand. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 2;

    /** How often the controller looks. */
    public static void configure(ControllerConfigurationOverrider<EcrLifecyclePolicy> overrider) {
        overrider.withName("ecrlifecyclepolicy").withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }

    @Produces
    @Singleton
    DeclaredRepositories declaredRepositories() {
        return new DeclaredRepositories();
    }

    @Produces
    @Singleton
    ControllerRegistration lifecyclePolicyRegistration(
            Registries registries,
            DeclaredRepositories declared,
            Cluster cluster,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        AttemptDelays delays = new AttemptDelays(new Random());
        UndeclaredPass undeclared = new UndeclaredPass(cluster, clock);
        return ControllerRegistration.of(
                new EcrLifecyclePolicyReconciler(registries, declared, undeclared, delays, events, metrics, clock),
                EcrLifecyclePolicyController::configure);
    }
}
