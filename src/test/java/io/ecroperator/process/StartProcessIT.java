package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the process tells of itself, and that AWS has no say in whether it lives. */
@AlsoOnJdk21
@ExtendWith(SharedCluster.class)
class StartProcessIT {

    private static final ObjectMapper JSON = new ObjectMapper();

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
    void shouldBecomeReadyAndReconcileWithJustTheShippedRights() {
        // Given
        OperatorJar operator = world.startReady();

        // When
        world.apply("api", ProcessWorld.BOTH_POLICIES);

        // Then
        world.awaitInSync("api");
        assertThat(operator.live()).isTrue();
        assertThat(operator.leads()).isTrue();
        assertThat(world.writesDone())
                .containsExactlyInAnyOrder("CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy");
        assertThat(operator.metrics())
                .contains("ecr_operator_leader 1.0")
                .contains("ecr_operator_reconciles_total{")
                .contains("ecr_operator_aws_calls_seconds_count{")
                .contains("ecr_operator_repositories{registry=\"\"} 1.0")
                .contains("ecr_operator_sweep_age_seconds");
        assertThat(operator.output()).doesNotContain("forbidden");
        assertThat(operator.logLines())
                .as("nothing to warn of when all is well")
                .isNotEmpty()
                .noneMatch(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""));
    }

    @Test
    void shouldHangUpOnAClientThatDoesNotFinishItsRequest() throws Exception {
        // Given
        OperatorJar operator = world.startReady();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), operator.port())) {
            client.setSoTimeout((int) Duration.ofSeconds(40).toMillis());

            // When
            client.getOutputStream().write("GET /q/metrics HT".getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThat(operator.live()).isTrue();
            assertThat(client.getInputStream().read()).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void shouldStayLiveAndRecoverWhenAwsIsUnreachableAtTheStart() throws Exception {
        // Given
        world.stopAws();
        OperatorJar operator = world.startReady();

        // When
        world.apply("api", ProcessWorld.BOTH_POLICIES);

        // Then
        world.awaitReadyIs("api", ConditionStatus.UNKNOWN, Reason.AWS_UNAVAILABLE);
        assertThat(operator.live()).isTrue();
        assertThat(operator.ready()).isTrue();
        assertThatLogIsJsonWithKeys(operator);

        // When
        world.startAws();

        // Then
        world.awaitInSync("api");
        assertThat(operator.alive()).isTrue();
    }

    @Test
    void shouldEndAndSayWhatToSetWhenNoNamespaceForTheLeaseIsKnown() {
        // When
        OperatorJar operator = world.start(settings -> settings.with("ECR_OPERATOR_LEADER_ELECTION_NAMESPACE", ""));

        // Then
        assertThat(operator.awaitExit()).isEqualTo(1);
        assertThat(operator.output()).contains("ecr-operator.leader-election.namespace");
    }

    private static void assertThatLogIsJsonWithKeys(OperatorJar operator) throws Exception {
        boolean keys = false;
        for (String line : operator.logLines()) {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.path("level").asText()).as(line).isNotEmpty();
            assertThat(entry.path("message").isTextual()).as(line).isTrue();
            if (entry.path("message").asText().contains("ECR could not be listed")) {
                assertThat(entry.path("message").asText()).startsWith("ECR could not be listed");
                // Belongs to no object, so no more fields than these.
                assertThat(entry.path("mdc"))
                        .isEqualTo(JSON.createObjectNode()
                                .put("failure", "TRANSIENT")
                                .put("operation", "DescribeRepositories"));
                keys = true;
            }
        }
        assertThat(keys).as("the failed sweep is logged\n" + operator.output()).isTrue();
    }
}
