package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times what the SDK runs. The SDK's own meters are left off. */
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
            sample.stop(
                    Metric.RECONCILE_DURATION.timer(registry, execution.controllerName(), execution.name(), outcome));
        }
    }
}
