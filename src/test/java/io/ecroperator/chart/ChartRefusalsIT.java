package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart does not take, and what it says. */
class ChartRefusalsIT {

    private static final String[][] REFUSED = {
        // In sentences of the chart.
        {"clusterName=", "clusterName is not set: give this cluster a name that no other cluster in the AWS account has"
        },
        {"clusterName=a/b", "clusterName is \"a/b\", allowed are 1 to 63 letters, digits, dots, underscores and dashes"
        },
        {"serviceAccount.create=false", "serviceAccount.name is not set"},
        {"pullSecrets.serviceAccountsEnabled=true", "is without effect unless pullSecrets.enabled is true"},
        {"serviceMonitor.enabled=true,podMonitor.enabled=true", "every Pod would be scraped twice"},
        {"extraEnv[0].name=JDK_JAVA_OPTIONS,extraEnv[0].value=-Xmx1g", "Write the options into jvm.extraOptions"},
        {
            "extraEnv[0].name=ECR_OPERATOR_SWEEP_PERIOD,extraEnv[0].value=1m",
            "extraEnv may not set ECR_OPERATOR_SWEEP_PERIOD"
        },
        {"extraEnv[0].name=AWS_REGION,extraEnv[0].value=eu-west-1", "extraEnv may not set AWS_REGION"},
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

    private static List<String> with(String values) {
        return new ArrayList<>(List.of("--set", "clusterName=ci", "--set", values));
    }
}
