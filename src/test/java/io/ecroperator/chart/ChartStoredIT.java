package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Argo CD compares what is written with what the API server stores, as kubectl does: a value that is not stored, such as a number
 * that is its default, is a difference for ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartStoredIT {

    private LocalCluster cluster;

    @BeforeAll
    void start() throws IOException {
        cluster = LocalCluster.start();
        apply("src/test/resources/chart/monitoring-crds.yaml", "");
        for (String namespace : new String[] {"ecr-operator", "team-a", "team-b"}) {
            cluster.kubectl("create", "namespace", namespace);
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("io.ecroperator.chart.ValuesFiles#all")
    void shouldBeStoredAsItIsWritten(Path values) {
        // Given
        String manifests = ValuesFiles.rendered(Helm.HELM_4, values).text();
        apply("-", manifests);

        // When
        String again = apply("-", manifests);

        // Then
        // kubectl always replaces the selector of a PodDisruptionBudget, which is what its type asks for.
        assertThat(again.lines().filter(line -> !line.startsWith("poddisruptionbudget.")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith(" unchanged"));
    }

    private String apply(String file, String input) {
        var result = cluster.kubectlWithInput(input, "apply", "-f", file);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }
}
