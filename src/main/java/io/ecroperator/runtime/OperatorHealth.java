package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.management.HealthCheck;
import io.ecroperator.management.HealthReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What probes are told. AWS has no say: a restart does not cure an outage. */
final class OperatorHealth {

    private final OperatorProcess process;
    private final Heartbeats heartbeats;

    OperatorHealth(OperatorProcess process, Heartbeats heartbeats) {
        this.process = process;
        this.heartbeats = heartbeats;
    }

    /** Live while the informers and all schedules run. */
    HealthReport liveness() {
        return new HealthReport(List.of(informers(), schedules()));
    }

    /** Ready once the caches are filled and it is known who leads. */
    HealthReport readiness() {
        return HealthReport.of(operator());
    }

    /** Both. */
    HealthReport all() {
        return new HealthReport(List.of(informers(), schedules(), operator()));
    }

    private HealthCheck informers() {
        String stopped = process.informers().stoppedKind();
        return new HealthCheck(
                "informers", stopped.isEmpty(), stopped.isEmpty() ? Map.of() : Map.of("stopped", stopped));
    }

    private HealthCheck schedules() {
        List<String> silent = Stream.concat(
                        heartbeats.silent().stream(),
                        process.deadTimers().stream().map(controller -> "timer of " + controller))
                .toList();
        return new HealthCheck(
                "schedules",
                silent.isEmpty(),
                silent.isEmpty() ? Map.of() : Map.of("silent", String.join(", ", silent)));
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
