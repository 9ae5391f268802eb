package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** Registers the kind EcrPullSecret with the process, if the operator is to serve it. */
@ApplicationScoped
public class EcrPullSecretController {

    /** What the controller is called. */
    public static void configure(ControllerConfigurationOverrider<EcrPullSecret> overrider) {
        overrider.withName("ecrpullsecret");
    }

    /**
     * The reconciler with a store of tokens and a timer of its own.
     *
     * @param source mints tokens, each on a thread of its own
     * @param schedule for rotations and later tries
     * @param clock of rotation, which may be set
     */
    public static EcrPullSecretReconciler reconciler(
            AuthorizationSource source,
            ScheduledExecutorService schedule,
            String clusterName,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        PullSecretMetrics pullSecretMetrics = new PullSecretMetrics(meters, clock);
        TokenStore tokens = new TokenStore(
                key -> key.region()
                        .map(source::ofRegion)
                        .orElseGet(source::ofEcrPublic)
                        .getAuthorizationToken(),
                pullSecretMetrics::minted,
                new AttemptDelays(RandomGenerator.getDefault()),
                schedule,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("token-", 0).factory()),
                clock);
        RotationTimer timer = new RotationTimer(schedule, clock, System::nanoTime, tokens::clockWentBack);
        return new EcrPullSecretReconciler(
                tokens, timer, clusterName, delays, events, metrics, pullSecretMetrics, clock);
    }

    @Produces
    @Singleton
    ControllerRegistration pullSecretRegistration(
            AuthorizationSource source,
            OperatorConfig config,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        if (!config.pullSecrets().enabled()) {
            return (operator, common) -> {};
        }
        return ControllerRegistration.of(
                reconciler(source, schedule(), config.clusterName(), delays, events, metrics, meters, clock),
                EcrPullSecretController::configure);
    }

    /** Dies with the process: what it runs is of no use without it. */
    private static ScheduledExecutorService schedule() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rotation").factory());
    }
}
