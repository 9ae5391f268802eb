package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;

/** How long a kubelet waits for the operator before it starts it anew. */
final class ProbesTest {
    /**
     * With no more than the CPU that the Pod asks for, which is what a full node gives it, the operator answers after 65 to 80 s. A
     * kubelet that gave up before would start it anew for ever.
     */
    private static final int LONGEST_START_SECONDS = 120;

    @Test
    void aStartWithTheRequestedCpuAloneIsWaitedFor() {
        Container operator = operator();
        Probe startup = operator.getStartupProbe();
        assertThat(startup).as("startup probe").isNotNull();
        assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isGreaterThan(LONGEST_START_SECONDS);
        assertThat(startup.getHttpGet()).isEqualTo(operator.getLivenessProbe().getHttpGet());
    }

    private static Container operator() {
        return InstallManifests.objects(Deployment.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }
}
