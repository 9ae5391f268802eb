package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart where the operator runs already, from manifests: on an API server of its own for each Helm, since CRDs stay. */
class ChartTakeOverIT {

    private LocalCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeOverWhatWasInstalledWithoutHelm(Helm helm) {
        // Given
        kubectl("apply", "-f", "crds", "-f", "deploy/install");
        kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
        kubectl("delete", "deployment", "ecr-operator", "-n", "ecr-operator");

        // When
        List<String> install = new ArrayList<>(List.of(
                "install",
                "ecr-operator",
                Helm.CHART.toString(),
                "--namespace=ecr-operator",
                "--set=clusterName=ci",
                "--take-ownership"));
        if (helm == Helm.HELM_4) {
            install.add("--force-conflicts"); // it applies server-side, where another writer of a field is a conflict
        }
        helm.on(cluster.kubeconfigFile(), install.toArray(String[]::new)).orThrow();

        // Then
        assertThat(kubectl(
                        "get",
                        "deployment,service,clusterrole,crd",
                        "-A",
                        "-l",
                        "app.kubernetes.io/managed-by=Helm",
                        "-o",
                        "name"))
                .contains(
                        "deployment.apps/ecr-operator",
                        "service/ecr-operator-metrics",
                        "clusterrole.rbac.authorization.k8s.io/ecr-operator-watched",
                        "ecrrepositories.ecr-operator.io");
    }

    private String kubectl(String... args) {
        KubectlResult result = cluster.kubectl(args);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }
}
