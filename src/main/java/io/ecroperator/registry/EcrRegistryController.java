package io.ecroperator.registry;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.Lease;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.runtime.OperatorConfig;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import java.time.Duration;

/** Registers the kind EcrRegistry with the process. */
public final class EcrRegistryController {

    /** A registry that comes and goes is no reason to write its status a hundred times a minute. */
    private static final Duration LOOKS_APART = Duration.ofSeconds(1);

    private static final int LOOKS = 5;

    private EcrRegistryController() {}

    /**
     * The kind, and the controller of the namespaces whose labels it asks for.
     *
     * @param background what connections work on, and the asking for identities too
     */
    public static ControllerRegistration registration(
            KindContext context,
            EcrRegistries declared,
            Registries registries,
            Connections connections,
            Background background) {
        OperatorConfig config = context.config();
        // Of connections that AWS is asked over, which are not used for more.
        Periods periods = new Periods(config.sweepPeriod(), config.deepReadPeriod());
        Identities identities = new Identities(
                spec -> {
                    try (Lease lease = connections.lease(spec, periods)) {
                        return lease.connection().callerIdentity().getCallerIdentity();
                    }
                },
                new Threads(
                        background.schedule(),
                        background.workers(),
                        context.clock(),
                        context.random(),
                        background.heartbeats()));
        ControllerRegistration kind = ControllerRegistration.withoutAws(
                new EcrRegistryReconciler(
                        declared,
                        registries,
                        identities,
                        context.events(),
                        context.metrics(),
                        config.namespaces().isEmpty(),
                        context.clock()),
                EcrRegistryController::configure);
        ControllerRegistration namespaces = ControllerRegistration.withoutAws(
                new NamespaceReconciler(declared.namespaces()), NamespaceReconciler::configure);
        return (operator, common) -> {
            kind.with(operator, common);
            namespaces.with(operator, common);
        };
    }

    /** Where the controller looks, and how often: an EcrRegistry is of the cluster, whatever namespaces are watched. */
    private static void configure(ControllerConfigurationOverrider<EcrRegistry> overrider) {
        overrider
                .withName("ecrregistry")
                .watchingAllNamespaces()
                .withRateLimiter(new LinearRateLimiter(LOOKS_APART, LOOKS));
    }
}
