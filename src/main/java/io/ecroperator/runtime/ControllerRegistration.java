package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.function.Consumer;

/**
 * A kind that the process runs.
 *
 * @param reconciler keeps objects of the kind
 * @param settings what the kind sets for its controller
 */
public record ControllerRegistration<R extends HasMetadata>(
        Reconciler<R> reconciler, Consumer<ControllerConfigurationOverrider<R>> settings) {

    /** Registers the kind, with what the process sets for every kind first. */
    public void with(Operator operator, CommonSettings common) {
        operator.register(reconciler, overrider -> {
            common.apply(overrider);
            settings.accept(overrider);
        });
    }

    /** What the process sets for every kind. */
    public interface CommonSettings {

        /** Sets it. */
        <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider);
    }
}
