package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
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

    /** Counts a reconcile that ended with these conditions, by the reason of Ready. */
    public void reconciled(String kind, List<Condition> conditions) {
        Metric.RECONCILES
                .counter(registry, kind, Conditions.reason(conditions, ConditionType.READY))
                .increment();
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
