package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that were stored when the CRD was another one, and an API server that goes away. On a cluster of its own. */
class PoisonObjectProcessIT {

    private static final Path CRD = Path.of("crds", "ecrrepositories.ecr-operator.io-v1.yml");

    private LocalCluster cluster;
    private ProcessWorld world;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start();
        world = ProcessWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
        cluster.close();
    }

    @Test
    void shouldNotBeStoppedByAPoisonObject() throws IOException {
        // Given
        OperatorJar first = world.startReady();
        applyCrd(withoutRules());

        // When
        ProcessWorld.eventually("the CRD without rules is in force", () -> world.apply("poison-tags", "tags: team=a"));
        world.apply("poison-enum", "managementPolicy: Someday");
        world.apply("tomorrow", "fieldOfTomorrow: {a: 1}");
        applyCrd(new ObjectMapper(new YAMLFactory()).readTree(CRD.toFile()).toString());
        world.apply("good", ProcessWorld.BOTH_POLICIES);

        // Then
        world.awaitInSync("good");
        world.awaitInSync("tomorrow");
        assertThat(first.live()).isTrue();
        assertThatBothAreNamed(first);

        // When
        first.terminate();
        first.awaitExit();
        OperatorJar second = world.startReady();
        world.apply("later", "");

        // Then
        world.awaitInSync("later");
        assertThat(second.live()).isTrue();
        assertThatBothAreNamed(second);
        assertThat(world.ecr().repositoryNames()).containsExactlyInAnyOrder("good", "tomorrow", "later");
    }

    @Test
    void shouldKeepLiveWhenTheApiServerGoesAway() throws IOException {
        // Given
        OperatorJar operator = world.start(settings -> settings.with("ECR_OPERATOR_LEADER_ELECTION_ENABLED", "false"));
        world.awaitReady(operator);
        world.apply("before", "");
        world.awaitInSync("before");

        // When
        cluster.stopApiServer();
        int sweeps = (int) world.emulator().calls().count("DescribeRepositories");
        ProcessWorld.eventually("two sweeps pass without an API server", () -> assertThat(
                        world.emulator().calls().count("DescribeRepositories"))
                .isGreaterThan(sweeps + 1));

        // Then
        assertThat(operator.live()).isTrue();

        // When
        cluster.startApiServer();
        world.apply("after", "");

        // Then
        world.awaitInSync("after");
        assertThat(operator.live()).isTrue();
        assertThat(operator.ready()).isTrue();
    }

    /** In its condition where the API server lets us write one, in the log where it does not. */
    private void assertThatBothAreNamed(OperatorJar operator) {
        for (String name : new String[] {"poison-tags", "poison-enum"}) {
            ProcessWorld.eventually(name + " is named", () -> {
                String reason = world.kubectl(
                        "get",
                        "ecrrepository",
                        name,
                        "-o",
                        "jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}");
                assertThat(reason.equals("InvalidSpec")
                                || operator.logLines().stream()
                                        .anyMatch(line -> line.contains(name) && line.contains("\"level\":\"")))
                        .as("reason: " + reason + "\n" + operator.output())
                        .isTrue();
            });
        }
    }

    private void applyCrd(String crd) {
        KubectlResult result = cluster.kubectlWithInput(crd, "apply", "--server-side", "--force-conflicts", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    /** The CRD as it could have been once: any spec goes. */
    private static String withoutRules() throws IOException {
        ObjectNode crd = (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(CRD.toFile());
        ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
        schema.remove("x-kubernetes-validations");
        ((ObjectNode) schema.get("properties"))
                .putObject("spec")
                .put("type", "object")
                .put("x-kubernetes-preserve-unknown-fields", true);
        return crd.toString();
    }
}
