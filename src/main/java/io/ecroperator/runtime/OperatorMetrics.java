package io.ecroperator.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What the operator counts. Names are public API. */
public final class OperatorMetrics {

    /** Reconciles, by kind and by the reason in which they ended. */
    public static final String RECONCILES = "ecr_operator_reconciles";

    /** Facets found changed outside Kubernetes, by kind and facet. */
    public static final String DRIFT_FOUND = "ecr_operator_drift_found";

    /** Facets set back to the spec, by kind and facet. */
    public static final String DRIFT_REPAIRED = "ecr_operator_drift_repaired";

    /** Events that could not be recorded. */
    public static final String EVENTS_DROPPED = "ecr_operator_events_dropped";

    /** 1 on the replica that works. */
    public static final String LEADER = "ecr_operator_leader";

    /** Seconds since the last complete listing of the registry began. */
    public static final String SWEEP_AGE = "ecr_operator_sweep_age_seconds";

    /** Repositories that the registry holds, declared or not. */
    public static final String REPOSITORIES = "ecr_operator_repositories";

    private final MeterRegistry registry;

    /** Counts into the registry. */
    public OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a reconcile that ended with this reason. */
    public void reconciled(String kind, String reason) {
        Counter.builder(RECONCILES)
                .tags("kind", kind, "reason", reason)
                .register(registry)
                .increment();
    }

    /** Counts the facets that were found changed by someone else, and of those the ones that were set back. */
    public void drift(String kind, List<String> found, List<String> remaining) {
        for (String facet : found) {
            count(DRIFT_FOUND, kind, facet);
            if (!remaining.contains(facet)) {
                count(DRIFT_REPAIRED, kind, facet);
            }
        }
    }

    /** Counts an Event that was lost. */
    public void eventDropped() {
        registry.counter(EVENTS_DROPPED).increment();
    }

    private void count(String name, String kind, String facet) {
        Counter.builder(name)
                .tags("kind", kind, "facet", facet)
                .register(registry)
                .increment();
    }
}
