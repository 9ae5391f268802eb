package io.ecroperator.runtime;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times what the SDK runs. The SDK's own meters carry a series per object and are left off. */
final class ReconcileMetrics implements Metrics {

    private final MeterRegistry registry;

    ReconcileMetrics(MeterRegistry registry) {
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
        } finally {
            sample.stop(registry.timer(
                    OperatorMetric.RECONCILE_DURATION.meterName(),
                    "controller",
                    execution.controllerName(),
                    "operation",
                    execution.name(),
                    "outcome",
                    outcome));
        }
    }
}
