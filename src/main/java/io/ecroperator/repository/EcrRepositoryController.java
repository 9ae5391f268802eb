package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Registers the kind EcrRepository with the process. */
@ApplicationScoped
public class EcrRepositoryController {

    /**
     * What the controller listens to. The SDK's own filter passes edits of the spec only; ours lets annotations and labels
     * pass too, and still not our own status writes.
     */
    public static void configure(ControllerConfigurationOverrider<EcrRepository> overrider) {
        overrider
                .withName("ecrrepository")
                .withGenerationAware(false)
                .withOnUpdateFilter(RepositoryEventSources::matters);
    }

    @Produces
    @Singleton
    ControllerRegistration registration(
            Registries registries,
            DeclaredRepositories declared,
            OperatorConfig config,
            Cluster cluster,
            AttemptDelays delays,
            EventRecorder events,
            OperatorMetrics metrics,
            Clock clock) {
        return ControllerRegistration.of(
                new EcrRepositoryReconciler(
                        registries,
                        declared,
                        new OutputConfigMaps(config.outputConfigMaps().enabled()),
                        cluster,
                        new Lanes(config.reconcileThreads()),
                        delays,
                        events,
                        metrics,
                        clock),
                EcrRepositoryController::configure);
    }
}
