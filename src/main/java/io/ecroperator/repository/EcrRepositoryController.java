package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorConfig;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;

/** Registers the kind EcrRepository with the process. */
public final class EcrRepositoryController {

    private EcrRepositoryController() {}

    /** The kind. */
    public static ControllerRegistration registration(
            KindContext context, Registries registries, DeclaredRepositories declared) {
        OperatorConfig config = context.config();
        return ControllerRegistration.of(
                new EcrRepositoryReconciler(
                        registries,
                        declared,
                        new OutputConfigMaps(config.outputConfigMaps().enabled()),
                        context.cluster(),
                        new Lanes(config.reconcileThreads()),
                        context.attemptDelays(),
                        context.events(),
                        context.metrics(),
                        context.clock()),
                EcrRepositoryController::configure);
    }

    /**
     * What the controller listens to. The SDK's own filter passes edits of the spec only; ours lets annotations and labels
     * pass too, and still not our own status writes.
     */
    private static void configure(ControllerConfigurationOverrider<EcrRepository> overrider) {
        overrider
                .withName("ecrrepository")
                .withGenerationAware(false)
                .withOnUpdateFilter(RepositoryEventSources::matters);
    }
}
