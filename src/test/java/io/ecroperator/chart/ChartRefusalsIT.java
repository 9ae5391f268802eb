package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.runtime.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart does not take, and what it says. */
class ChartRefusalsIT {

    private static final String[][] REFUSED = {
        // In sentences of the chart.
        {"clusterName=", "clusterName is not set: give this cluster a name that no other cluster in the AWS account has"
        },
        {"clusterName=a/b", "clusterName is \"a/b\", allowed are 1 to 63 letters, digits, dots, underscores and dashes"
        },
        {"sweepPeriod=2d", "sweepPeriod is 2d, allowed is 1s to 1d."},
        {"sweepPeriod=2h", "deepReadPeriod is 1h, allowed is 2h to 30d."},
        {
            "shutdownTimeout=1m",
            "terminationGracePeriodSeconds is 40, and shutdownTimeout 1m: a Pod that stops would be killed"
        },
        {"serviceAccount.create=false", "serviceAccount.name is not set"},
        {"pullSecrets.serviceAccountsEnabled=true", "is without effect unless pullSecrets.enabled is true"},
        {"registries.enabled=false,registries.secrets={aws}", "is without effect unless registries.enabled is true"},
        {"serviceMonitor.enabled=true,podMonitor.enabled=true", "every Pod would be scraped twice"},
        {"extraEnv[0].name=JDK_JAVA_OPTIONS,extraEnv[0].value=-Xmx1g", "Write the options into jvm.extraOptions"},
        {
            "extraEnv[0].name=ECR_OPERATOR_SWEEP_PERIOD,extraEnv[0].value=1m",
            "extraEnv may not set ECR_OPERATOR_SWEEP_PERIOD"
        },
        {"extraEnv[0].name=AWS_REGION,extraEnv[0].value=eu-west-1", "extraEnv may not set AWS_REGION"},
        {"podLabels.app\\.kubernetes\\.io/name=x", "podLabels and commonLabels may not have app.kubernetes.io/name"},
        {
            "commonLabels.app\\.kubernetes\\.io/instance=x",
            "may not have app.kubernetes.io/instance: the Deployment finds"
        },
        {"extraVolumes[0].name=tmp", "extraVolumes may not have a volume named tmp"},
        // In those of the schema.
        {"replicas=3", "additional properties 'replicas' not allowed"},
        {"image.Tag=1", "at '/image': additional properties 'Tag' not allowed"},
        {"serviceMonitor.honourLabels=true", "at '/serviceMonitor': additional properties 'honourLabels' not allowed"},
        {"clusterName=1", "at '/clusterName': got number, want string"},
        {"replicaCount=two", "at '/replicaCount': got string, want integer"},
        {"reconcileThreads=500", "at '/reconcileThreads': maximum: got 500, want 200"},
        {"sweepPeriod=soon", "at '/sweepPeriod': 'soon' does not match pattern"},
        {"leaderElection.leaseDuration=15", "at '/leaderElection/leaseDuration': got number, want string"},
        {"log.level=info", "at '/log/level': value must be one of 'ERROR', 'WARN', 'INFO', 'DEBUG'"},
        {"aws.region=frankfurt", "at '/aws/region': 'frankfurt' does not match pattern"},
        {"aws.endpointUrl=localhost:4566", "at '/aws/endpointUrl': 'localhost:4566' does not match pattern"},
        {"registries.secrets={Tokyo}", "at '/registries/secrets/0': 'Tokyo' does not match pattern"},
        {"watchNamespaces={Team}", "at '/watchNamespaces/0': 'Team' does not match pattern"},
        {"watchNamespaces=team-a", "at '/watchNamespaces': got string, want array"},
        {"replacesClusterUids={old}", "at '/replacesClusterUids/0': 'old' does not match pattern"},
        {"image.digest=0123", "at '/image/digest'"},
        {"pullSecrets.enabled=yes", "at '/pullSecrets/enabled': got string, want boolean"},
        {"podDisruptionBudget.maxUnavailable=0", "at '/podDisruptionBudget/maxUnavailable'"},
        {"podLabels.team=1", "at '/podLabels/team': got number, want string"},
        {"extraEnv[0].value=x", "at '/extraEnv/0': missing property 'name'"},
        {"jvm.extraOptions={-Xmx200m -Xss1m}", "at '/jvm/extraOptions/0'"},
        {"fullnameOverride=Ecr", "at '/fullnameOverride'"},
        {"prometheusRule.runbookBaseUrl=runbooks", "at '/prometheusRule/runbookBaseUrl'"},
    };

    static Stream<Arguments> refused() {
        return Stream.of(Helm.values())
                .flatMap(helm -> Stream.of(REFUSED).map(pair -> Arguments.of(helm, pair[0], pair[1])));
    }

    static Stream<Arguments> taken() {
        return Stream.of(Helm.values())
                .flatMap(helm -> Stream.of("global.storageClass=gp3", "enabled=true", "global.imagePullSecrets={a}")
                        .map(value -> Arguments.of(helm, value)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseAndSayWhy(Helm helm, String values, String sentence) {
        // When
        Helm.Result result = helm.template(with(values));

        // Then
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr()).contains(sentence);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void shouldTakeWhatAParentChartHandsOn(Helm helm, String values) {
        // When
        Helm.Result result = helm.template(with(values));

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    /** The ends of what is allowed, and what is just beyond. */
    @ParameterizedTest
    @CsvSource({
        "sweepPeriod, 999ms",
        "sweepPeriod, 1s",
        "deepReadPeriod, 30d",
        "deepReadPeriod, 31d",
        "deepReadPeriod, 299s",
        "deepReadPeriod, 5m",
        "leaderElection.leaseDuration, 4s",
        "leaderElection.leaseDuration, 5s",
        "leaderElection.leaseDuration, 10m",
        "leaderElection.leaseDuration, 601s",
        "shutdownTimeout, 0s",
        "aws.attemptTimeout, 999ms",
        "aws.attemptTimeout, 1s",
        "aws.attemptTimeout, 31s",
        "aws.callTimeout, 9s",
        "aws.callTimeout, 10s",
        "aws.callTimeout, 5m",
        "aws.callTimeout, 301s",
        "reconcileThreads, 0",
        "reconcileThreads, 200",
        "reconcileThreads, 201",
    })
    void shouldTakeWhatTheProgramTakesAndNoMore(String path, String value) {
        // Given
        String variable =
                "ECR_OPERATOR_" + path.replaceAll("([A-Z])|\\.", "_$1").toUpperCase(Locale.ROOT);

        // When
        Helm.Result result = Helm.HELM_4.template(with(path + "=" + value));

        // Then
        assertThat(result.exitCode() == 0)
                .as(result.stderr())
                .isEqualTo(Settings.violations(Map.of("ECR_OPERATOR_CLUSTER_NAME", "ci", variable, value))
                        .isEmpty());
    }

    private static List<String> with(String values) {
        return new ArrayList<>(List.of("--set", "clusterName=ci", "--set", values));
    }
}
