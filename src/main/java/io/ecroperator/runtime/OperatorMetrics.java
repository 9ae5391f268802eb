package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what the operator does. */
public final class OperatorMetrics {

    private final MeterRegistry registry;

    /** Counts into the registry. */
    public OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
        Metric.EVENTS_DROPPED.counter(registry); // so that it is there, as 0, before the first one
    }

    /** Counts a reconcile that ended with this reason. */
    public void reconciled(String kind, String reason) {
        Metric.RECONCILES.counter(registry, kind, reason).increment();
    }

    /** Counts the facets that were found changed by someone else, each once, and those that were set back. */
    public void drift(String kind, List<String> found, List<String> repaired) {
        found.forEach(facet -> Metric.DRIFT_FOUND.counter(registry, kind, facet).increment());
        repaired.forEach(
                facet -> Metric.DRIFT_REPAIRED.counter(registry, kind, facet).increment());
    }

    /** Counts an Event that was lost. */
    public void eventDropped() {
        Metric.EVENTS_DROPPED.counter(registry).increment();
    }
}
