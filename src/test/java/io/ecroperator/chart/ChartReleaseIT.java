package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases of the chart on a real API server: of its own, since a release owns CRDs and ClusterRoles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartReleaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With warnings of what the restricted Pod Security Standard would refuse. */
    private static final String NAMESPACES = """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: ecr-operator
              labels: {pod-security.kubernetes.io/warn: restricted}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: team-a}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: team-b}
            """;

    /** As the operator leaves it behind: with its finalizer. */
    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata:
              name: kept
              namespace: team-a
              finalizers: [ecrrepositories.ecr-operator.io/finalizer]
            spec: {}
            """;

    private LocalCluster cluster;

    @TempDir
    private Path packages;

    @BeforeAll
    void start() throws IOException {
        cluster = LocalCluster.start();
        apply(NAMESPACES);
        kubectl("apply", "-f", "src/test/resources/chart/monitoring-crds.yaml");
        kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("io.ecroperator.chart.ValuesFiles#withBothHelms")
    void shouldBeAcceptedWithoutAWarning(Helm helm, Path values) {
        // When
        KubectlResult result = cluster.kubectlWithInput(
                ValuesFiles.rendered(helm, values).text(),
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void shouldBeAcceptedThroughKustomize() {
        assertThat(kubectl(
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=strict",
                        "-k",
                        "deploy/install"))
                .contains("deployment.apps/ecr-operator", "ecrrepositories.ecr-operator.io");
    }

    @ParameterizedTest
    @EnumSource
    void shouldUpgradeFromThePreviousVersionAndLeaveObjectsWhenUninstalled(Helm helm) throws IOException {
        // Given
        Path previous = previousVersion(helm);

        // When
        String notes = helm(helm, "install", "ecr-operator", previous.toString(), "--set", "clusterName=ci");
        kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
        apply(REPOSITORY);
        String uid = repository("{.metadata.uid}");

        // Then
        assertThat(notes)
                .contains("kubectl -n ecr-operator rollout status deployment/ecr-operator", "finalizers")
                .contains("aws eks create-pod-identity-association");

        // When
        helm(
                helm,
                "upgrade",
                "ecr-operator",
                Helm.CHART.toString(),
                "--reuse-values",
                "--set",
                "pullSecrets.enabled=true");

        // Then
        String version = "ecr-operator-" + chartVersion();
        assertThat(kubectl("get", "deployment,crd", "-A", "-l", "helm.sh/chart=" + version, "-o", "name"))
                .contains("deployment.apps/ecr-operator", "ecrrepositories.ecr-operator.io");
        assertThat(kubectl("get", "clusterrole", "ecr-operator-pull-secrets", "-o", "name"))
                .isNotBlank();
        assertThat(repository("{.metadata.uid}")).isEqualTo(uid);

        // When
        String kept = helm(helm, "uninstall", "ecr-operator");

        // Then
        assertThat(kept).contains("ecrrepositories.ecr-operator.io");
        assertThat(kubectl("get", "deployment,service,serviceaccount,role,clusterrole", "-A", "-o", "name"))
                .doesNotContain("ecr-operator");
        assertThat(repository("{.metadata.uid} {.metadata.deletionTimestamp}{.metadata.finalizers}"))
                .isEqualTo(uid + " [\"ecrrepositories.ecr-operator.io/finalizer\"]");

        // When
        helm(helm, "install", "ecr-operator", Helm.CHART.toString(), "--set", "clusterName=ci");

        // Then
        assertThat(repository("{.metadata.uid}")).isEqualTo(uid);
        helm(helm, "uninstall", "ecr-operator");
        kubectl("delete", "ecrrepository", "kept", "-n", "team-a", "--wait=false");
        kubectl(
                "patch",
                "ecrrepository",
                "kept",
                "-n",
                "team-a",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":null}}");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveNoRightBeyondTheNamespacesThatItWatches(Helm helm) {
        // Given
        String values = ValuesFiles.named("watch-namespaces").toString();
        String operator = "system:serviceaccount:ecr-operator:ecr-operator";

        // When
        helm(helm, "install", "ecr-operator", Helm.CHART.toString(), "--values", values);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rights(operator, "team-a"))
                .contains("ecrrepositories.ecr-operator.io", "secrets", "configmaps", "serviceaccounts"));
        assertThat(rights(operator, "default").lines().map(ChartReleaseIT::oneSpaced))
                .filteredOn(line -> !isForRegistries(line))
                .containsExactlyElementsOf(rights("system:serviceaccount:ecr-operator:stranger", "default")
                        .lines()
                        .map(ChartReleaseIT::oneSpaced)
                        .toList());
        assertThat(rights(operator, "default").lines().map(ChartReleaseIT::oneSpaced))
                .filteredOn(ChartReleaseIT::isForRegistries)
                .containsExactlyInAnyOrder(
                        "namespaces [] [] [list watch]",
                        "ecrregistries.ecr-operator.io [] [] [get list watch]",
                        "ecrregistries.ecr-operator.io/status [] [] [patch]");
        assertThat(kubectl("get", "namespace", "kube-system", "-o", "name", "--as", operator))
                .isNotBlank();
        helm(helm, "uninstall", "ecr-operator");
    }

    /** The chart as if it had been released before. */
    private Path previousVersion(Helm helm) throws IOException {
        Path directory = Files.createDirectories(packages.resolve(helm.name()));
        helm.run("package", Helm.CHART.toString(), "--version", "0.0.9", "--destination", directory.toString())
                .orThrow();
        return directory.resolve("ecr-operator-0.0.9.tgz");
    }

    private String helm(Helm helm, String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--namespace";
        all[args.length + 1] = "ecr-operator";
        return helm.on(cluster.kubeconfigFile(), all).orThrow();
    }

    private String repository(String path) {
        return kubectl("get", "ecrrepository", "kept", "-n", "team-a", "-o", "jsonpath=" + path);
    }

    private String rights(String user, String namespace) {
        return kubectl("auth", "can-i", "--list", "-n", namespace, "--as", user);
    }

    /** EcrRegistries are of the cluster, and let namespaces in by their labels. */
    private static boolean isForRegistries(String line) {
        return line.startsWith("ecrregistries.ecr-operator.io") || line.startsWith("namespaces ");
    }

    /** The width of the columns depends on what is in them. */
    private static String oneSpaced(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    private void apply(String manifest) {
        KubectlResult result = cluster.kubectlWithInput(manifest, "apply", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private String kubectl(String... args) {
        KubectlResult result = cluster.kubectl(args);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }

    private static String chartVersion() {
        Map<?, ?> chart = new KubernetesSerialization()
                .unmarshal(GeneratedFiles.text(Helm.CHART.resolve("Chart.yaml")), Map.class);
        return (String) chart.get("version");
    }
}
