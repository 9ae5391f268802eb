package io.ecroperator.serviceaccount;

import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import java.time.Duration;

/** Registers the controller of ServiceAccounts with the process. */
public final class ServiceAccountController {

    /** Who else writes the list whole, again and again, is not answered without end. */
    private static final Duration LOOKS_WITHIN = Duration.ofSeconds(10);

    private static final int LOOKS = 8;

    private ServiceAccountController() {}

    /**
     * The kind, which never calls AWS. ClusterEcrPullSecrets count where the operator watches the whole cluster.
     *
     * @param view is told of every look
     */
    public static ControllerRegistration registration(KindContext context, ServiceAccountView view) {
        boolean wholeCluster = context.config().namespaces().isEmpty();
        return ControllerRegistration.withoutAws(
                new ServiceAccountReconciler(view, wholeCluster, context.attemptDelays()),
                ServiceAccountController::configure);
    }

    /** What the controller is called, what makes it look, and how often. */
    private static void configure(ControllerConfigurationOverrider<ServiceAccount> overrider) {
        overrider
                .withName("serviceaccount")
                .withGenerationAware(false)
                .withTriggerReconcilerOnAllEvents(true)
                .withOnUpdateFilter(ServiceAccountReconciler::matters)
                .withRateLimiter(new LinearRateLimiter(LOOKS_WITHIN, LOOKS));
    }
}
