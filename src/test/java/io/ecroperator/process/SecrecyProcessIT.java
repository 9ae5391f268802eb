package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policies say who may do what; they belong in ECR and in spec, nowhere else. */
@ExtendWith(SharedCluster.class)
class SecrecyProcessIT {

    private static final String MARKER = "o-marker-that-nobody-else-writes";

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldNeverPrintAPolicyBody() {
        // Given
        OperatorJar operator = world.start(settings -> settings.with("QUARKUS_LOG_LEVEL", "DEBUG"));
        world.awaitReady(operator);
        world.emulator()
                .faults()
                .on("SetRepositoryPolicy")
                .repository("refused")
                .error("InvalidParameterException", "Invalid parameter at 'PolicyText'");
        world.emulator()
                .faults()
                .on("SetRepositoryPolicy")
                .repository("odd")
                .times(1)
                .malformed();

        // When
        world.apply("accepted", policy("\"Effect\": \"Allow\""));
        world.apply("odd", policy("\"Effect\": \"Allow\""));
        world.apply("refused", policy("\"Effect\": \"Allow\""));
        world.apply("broken", policy("\"Effect\": "));

        // Then
        world.awaitInSync("accepted");
        world.awaitInSync("odd");
        world.awaitReadyIs("refused", ConditionStatus.FALSE, Reason.REJECTED_BY_AWS);
        world.awaitReadyIs("broken", ConditionStatus.FALSE, Reason.INVALID_REPOSITORY_POLICY);
        assertThat(world.ecr().repositoryPolicyText("accepted").orElseThrow()).contains(MARKER);
        assertThat(operator.logLines()).isNotEmpty();
        assertThat(operator.output()).doesNotContain(MARKER);
        assertThat(operator.metrics()).isNotEmpty().doesNotContain(MARKER);
        assertThat(world.kubectl("get", "events", "-o", "json"))
                .contains("\"reason\"", "SetRepositoryPolicy")
                .doesNotContain(MARKER);
        assertThat(world.kubectl("get", "ecrrepositories", "-o", "jsonpath={.items[*].status}"))
                .contains("conditions")
                .doesNotContain(MARKER);
    }

    private static String policy(String effect) {
        return "repositoryPolicy: {policyText: '{\"Version\": \"2012-10-17\", \"Statement\": [{" + effect
                + ", \"Principal\": {\"AWS\": \"444455556666\"}, \"Action\": \"ecr:BatchGetImage\","
                + " \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"" + MARKER + "\"}}}]}'}";
    }
}
