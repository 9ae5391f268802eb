package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times what the SDK runs, and makes an exception of an Error: the SDK tries again after exceptions only, and an object whose
 * run ended with an Error counts as being worked on for ever. The SDK's own meters are left off.
 */
public final class ReconcileMetrics implements Metrics {

    private final MeterRegistry registry;

    /** Times into the registry. */
    public ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "error";
        try {
            T result = execution.execute();
            outcome = "ok";
            return result;
        } catch (Error defect) {
            throw new IllegalStateException(
                    "A run of the controller " + execution.controllerName() + " failed", defect);
        } finally {
            sample.stop(
                    Metric.RECONCILE_DURATION.timer(registry, execution.controllerName(), execution.name(), outcome));
        }
    }
}
