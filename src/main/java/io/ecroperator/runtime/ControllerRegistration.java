package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.function.Consumer;

/** A kind that the process runs. */
public interface ControllerRegistration {

    /** Registers the kind, with what the process sets for every kind first. */
    void with(Operator operator, CommonSettings common);

    /** A kind with its reconciler and what the kind sets for its controller. */
    static <R extends HasMetadata> ControllerRegistration of(
            Reconciler<R> reconciler, Consumer<ControllerConfigurationOverrider<R>> settings) {
        return (operator, common) -> {
            RegisteredController<R> controller = operator.register(reconciler, overrider -> {
                common.apply(overrider);
                settings.accept(overrider);
            });
            // Otherwise every object of a watch is read twice: as one of an unknown kind first.
            operator.getKubernetesClient()
                    .getKubernetesSerialization()
                    .registerKubernetesResource(controller.getConfiguration().getResourceClass());
        };
    }

    /** What the process sets for every kind. */
    interface CommonSettings {

        /** Sets it. */
        <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider);
    }
}
