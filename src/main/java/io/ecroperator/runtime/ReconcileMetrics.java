package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;

/**
 * Times what the SDK runs, and makes an exception of an Error: the SDK tries again after exceptions only, and an object whose
 * run ended with an Error counts as being worked on for ever. Has objects that came back looked at, see
 * {@link RecreatedObjects}: only here the SDK tells when it has forgotten the old one. The SDK's own meters are left off.
 */
public final class ReconcileMetrics implements Metrics {

    private final MeterRegistry registry;
    private final RecreatedObjects recreated = new RecreatedObjects();

    /** Times into the registry. */
    public ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        recreated.in(controller);
    }

    @Override
    public void cleanupDoneFor(ResourceID id, Map<String, Object> metadata) {
        recreated.forgotten(id, (String) metadata.get(Constants.CONTROLLER_NAME));
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
