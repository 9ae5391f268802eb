package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.chart.Helm;
import io.ecroperator.chart.Rendering;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program with the settings and the rights that the chart gives it, on a cluster of its own: a release has ClusterRoles. */
class ChartProcessIT {

    private static final String OBJECTS = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api, namespace: team-a}
            spec: {output: {configMapName: api-ecr}}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrLifecyclePolicy
            metadata: {name: keep, namespace: team-a}
            spec:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 100}
                  action: {type: expire}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata: {name: own}
            spec: {accountId: "123456789012", region: eu-central-1}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: default, namespace: team-a}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrPullSecret
            metadata: {name: pull, namespace: team-a}
            spec:
              registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
              serviceAccounts: {mode: All}
            """;

    /** The emulator takes an access key of 12 digits for that account's. */
    private static final String WITH_A_SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: aws-tokyo, namespace: ecr-operator}
            stringData: {AWS_ACCESS_KEY_ID: "444455556666", AWS_SECRET_ACCESS_KEY: secret}
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata: {name: tokyo}
            spec:
              accountId: "444455556666"
              region: ap-northeast-1
              credentials: {accessKeySecret: {name: aws-tokyo}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"whole-cluster", "watch-namespaces"})
    void shouldServeEveryKindWithNoMoreThanTheChartGives(String name) throws IOException {
        String values = Helm.CHART.resolve("ci/" + name + "-values.yaml").toString();
        Map<String, String> environment =
                new Rendering(Helm.HELM_4.template(List.of("--values", values)).orThrow()).environment();
        try (LocalCluster cluster = LocalCluster.start();
                Emulator aws = Emulator.start(EmulatorOptions.DEFAULT)) {
            // Given
            kubectl(cluster, "create", "namespace", "team-a");
            kubectl(cluster, "create", "namespace", "team-b");
            Helm.HELM_4
                    .on(
                            cluster.kubeconfigFile(),
                            "install",
                            "ecr-operator",
                            Helm.CHART.toString(),
                            "--namespace=ecr-operator",
                            "--create-namespace",
                            "--values=" + values)
                    .orThrow();
            OperatorJar.Settings settings = OperatorJar.Settings.against(aws.endpoint());
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                settings = settings.with(variable.getKey(), variable.getValue());
            }

            // When
            try (OperatorJar operator = OperatorJar.start(cluster, settings)) {
                ProcessWorld.eventually(
                        "the operator is ready",
                        () -> assertThat(operator.ready()).as(operator.output()).isTrue());
                apply(cluster, OBJECTS);

                // Then
                for (String object : List.of("ecrrepository/api", "ecrlifecyclepolicy/keep", "ecrpullsecret/pull")) {
                    kubectl(cluster, "wait", "--for=condition=Ready", "--timeout=50s", "-n", "team-a", object);
                }
                kubectl(cluster, "get", "-n", "team-a", "configmap/api-ecr", "secret/pull");
                ProcessWorld.eventually("the ServiceAccount has the pull secret", () -> assertThat(
                                kubectl(cluster, "get", "-n", "team-a", "serviceaccount/default", "-o", "yaml"))
                        .contains("imagePullSecrets:\n- name: pull"));
                kubectl(cluster, "wait", "--for=condition=Ready", "--timeout=50s", "ecrregistry/own");
                if (environment.get("ECR_OPERATOR_NAMESPACES") == null) { // these values list the Secret
                    apply(cluster, WITH_A_SECRET);
                    kubectl(cluster, "wait", "--for=condition=Ready", "--timeout=50s", "ecrregistry/tokyo");
                }
                assertThat(operator.output()).doesNotContain("forbidden");
            }
        }
    }

    private static void apply(LocalCluster cluster, String manifest) {
        KubectlResult result = cluster.kubectlWithInput(manifest, "apply", "--server-side", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private static String kubectl(LocalCluster cluster, String... args) {
        KubectlResult result = cluster.kubectl(args);
        assertThat(result.exitCode()).as(result.stderr() + result.stdout()).isZero();
        return result.stdout();
    }
}
