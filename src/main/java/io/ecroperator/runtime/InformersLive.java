package io.ecroperator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live while the informers run. AWS has no say: a restart does not cure an outage. */
@Liveness
@ApplicationScoped
class InformersLive implements HealthCheck {

    private final OperatorProcess process;

    InformersLive(OperatorProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        String stopped = process.informers().stoppedKind();
        return stopped.isEmpty()
                ? HealthCheckResponse.up("informers")
                : HealthCheckResponse.named("informers")
                        .down()
                        .withData("stopped", stopped)
                        .build();
    }
}
