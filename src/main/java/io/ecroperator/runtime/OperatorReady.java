package io.ecroperator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the caches are filled and it is known who leads. AWS has no say. */
@Readiness
@ApplicationScoped
class OperatorReady implements HealthCheck {

    private final OperatorProcess process;

    OperatorReady(OperatorProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("operator")
                .status(process.ready())
                .withData("started", process.started())
                .withData("leaderKnown", process.leaderKnown())
                .withData("leads", process.leads())
                .build();
    }
}
