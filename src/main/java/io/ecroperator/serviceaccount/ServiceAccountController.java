package io.ecroperator.serviceaccount;

import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.OperatorConfig;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Random;

/** Has ServiceAccounts looked at, if the operator is to write them. */
@ApplicationScoped
public class ServiceAccountController {

    /** Who else writes the list whole, again and again, is not answered without end. */
    private static final Duration LOOKS_WITHIN = Duration.ofSeconds(10);

    private static final int LOOKS = 8;

    /** What the controller is called, what makes it look, and how often. */
    private static void configure(ControllerConfigurationOverrider<ServiceAccount> overrider) {
        overrider
                .withName("serviceaccount")
                .withGenerationAware(false)
                .withTriggerReconcilerOnAllEvents(true)
                .withOnUpdateFilter(ServiceAccountReconciler::matters)
                .withRateLimiter(new LinearRateLimiter(LOOKS_WITHIN, LOOKS));
    }

    /**
     * The kind, which never calls AWS.
     *
     * @param view is told of every look
     * @param wholeCluster whether ClusterEcrPullSecrets count too
     */
    public static ControllerRegistration registration(
            ServiceAccountView view, boolean wholeCluster, AttemptDelays delays) {
        return ControllerRegistration.withoutAws(
                new ServiceAccountReconciler(view, wholeCluster, delays), ServiceAccountController::configure);
    }

    @Produces
    @Singleton
    ServiceAccountView serviceAccountView(OperatorConfig config) {
        return new ServiceAccountView(isServed(config));
    }

    @Produces
    @Singleton
    ControllerRegistration serviceAccountRegistration(OperatorConfig config, ServiceAccountView view) {
        if (!isServed(config)) {
            return (operator, common) -> {};
        }
        return registration(view, config.namespaces().isEmpty(), new AttemptDelays(new Random()));
    }

    private static boolean isServed(OperatorConfig config) {
        return config.pullSecrets().enabled() && config.pullSecrets().serviceAccountsEnabled();
    }
}
