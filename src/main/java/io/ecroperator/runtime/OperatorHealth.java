package io.ecroperator.runtime;

import io.ecroperator.management.HealthCheck;
import io.ecroperator.management.HealthReport;
import java.util.List;
import java.util.Map;

/** What probes are told. AWS has no say: a restart does not cure an outage. */
final class OperatorHealth {

    private final OperatorProcess process;

    OperatorHealth(OperatorProcess process) {
        this.process = process;
    }

    /** Live while the informers run. */
    HealthReport liveness() {
        return HealthReport.of(informers());
    }

    /** Ready once the caches are filled and it is known who leads. */
    HealthReport readiness() {
        return HealthReport.of(operator());
    }

    /** Both. */
    HealthReport all() {
        return new HealthReport(List.of(informers(), operator()));
    }

    private HealthCheck informers() {
        String stopped = process.informers().stoppedKind();
        return new HealthCheck(
                "informers", stopped.isEmpty(), stopped.isEmpty() ? Map.of() : Map.of("stopped", stopped));
    }

    private HealthCheck operator() {
        return new HealthCheck(
                "operator",
                process.ready(),
                Map.of(
                        "started", process.started(),
                        "leaderKnown", process.leaderKnown(),
                        "leads", process.leads()));
    }
}
