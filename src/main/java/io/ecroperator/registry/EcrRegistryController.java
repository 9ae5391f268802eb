package io.ecroperator.registry;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.Lease;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.OperatorConfig;
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

/** Registers the kind EcrRegistry with the process. */
@ApplicationScoped
public class EcrRegistryController {

    /** A registry that comes and goes is no reason to write its status a hundred times a minute. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 5;

    /** Where the controller looks, and how often: an EcrRegistry is of the cluster, whatever namespaces are watched. */
    public static void configure(ControllerConfigurationOverrider<EcrRegistry> overrider) {
        overrider
                .withName("ecrregistry")
                .watchingAllNamespaces()
                .withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }

    /**
     * The kind.
     *
     * @param shared what connections work on, and the asking for identities too
     * @param periods of the connections that AWS is asked over, which are not used for more
     */
    public static ControllerRegistration kind(
            EcrRegistries declared,
            Registries registries,
            Connections connections,
            Connections.Shared shared,
            Periods periods,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        Identities identities = new Identities(
                spec -> {
                    try (Lease lease = connections.lease(spec, periods)) {
                        return lease.connection().callerIdentity().getCallerIdentity();
                    }
                },
                new Threads(shared.schedule(), shared.workers(), clock, new Random(), shared.heartbeats()));
        return ControllerRegistration.withoutAws(
                new EcrRegistryReconciler(declared, registries, identities, events, metrics, clock),
                EcrRegistryController::configure);
    }

    @Produces
    @Singleton
    ControllerRegistration registryRegistration(
            EcrRegistries declared,
            Registries registries,
            Connections connections,
            Connections.Shared shared,
            OperatorConfig config,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        return config.registries().enabled()
                ? kind(
                        declared,
                        registries,
                        connections,
                        shared,
                        new Periods(config.sweepPeriod(), config.deepReadPeriod()),
                        events,
                        metrics,
                        clock)
                : (operator, common) -> {};
    }
}
