package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.function.Consumer;

/** A kind that the process runs. */
public interface ControllerRegistration {

    /** Registers the kind, with what the process sets for every kind first. */
    void with(PooledOperator operator, CommonSettings common);

    /** A kind whose reconciles call AWS, with its reconciler and what the kind sets for its controller. */
    static <R extends HasMetadata> ControllerRegistration of(
            Reconciler<R> reconciler, Consumer<ControllerConfigurationOverrider<R>> settings) {
        return of(reconciler, PooledOperator.Pool.AWS, settings);
    }

    /** A kind whose reconciles never wait for AWS, nor for a thread that does. */
    static <R extends HasMetadata> ControllerRegistration withoutAws(
            Reconciler<R> reconciler, Consumer<ControllerConfigurationOverrider<R>> settings) {
        return of(reconciler, PooledOperator.Pool.API_SERVER, settings);
    }

    private static <R extends HasMetadata> ControllerRegistration of(
            Reconciler<R> reconciler,
            PooledOperator.Pool pool,
            Consumer<ControllerConfigurationOverrider<R>> settings) {
        return (operator, common) -> operator.register(reconciler, pool, overrider -> {
            common.apply(overrider);
            settings.accept(overrider);
        });
    }

    /** What the process sets for every kind. */
    interface CommonSettings {

        /** Sets it. */
        <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider);
    }
}
