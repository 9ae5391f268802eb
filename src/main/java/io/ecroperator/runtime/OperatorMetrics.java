package io.ecroperator.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what {@link OperatorMetric} describes and no other class measures. */
public final class OperatorMetrics {

    private final MeterRegistry registry;

    /** Counts into the registry. */
    public OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a reconcile that ended with this reason. */
    public void reconciled(String kind, String reason) {
        Counter.builder(OperatorMetric.RECONCILES.meterName())
                .tags("kind", kind, "reason", reason)
                .register(registry)
                .increment();
    }

    /** Counts the facets that were found changed by someone else, and of those the ones that were set back. */
    public void drift(String kind, List<String> found, List<String> remaining) {
        for (String facet : found) {
            count(OperatorMetric.DRIFT_FOUND, kind, facet);
            if (!remaining.contains(facet)) {
                count(OperatorMetric.DRIFT_REPAIRED, kind, facet);
            }
        }
    }

    /** Counts an Event that was lost. */
    public void eventDropped() {
        registry.counter(OperatorMetric.EVENTS_DROPPED.meterName()).increment();
    }

    private void count(OperatorMetric metric, String kind, String facet) {
        Counter.builder(metric.meterName())
                .tags("kind", kind, "facet", facet)
                .register(registry)
                .increment();
    }
}
