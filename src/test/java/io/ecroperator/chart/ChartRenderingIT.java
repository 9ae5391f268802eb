package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.reference.OperatorSettings;
import io.ecroperator.reference.OperatorSettings.Setting;
import io.ecroperator.runtime.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm 3 and Helm 4 make of the chart with each file of {@code ci/}. */
class ChartRenderingIT {

    private static final String WITH_BOTH_HELMS = "io.ecroperator.chart.ValuesFiles#withBothHelms";
    private static final String FILES = "io.ecroperator.chart.ValuesFiles#all";

    @ParameterizedTest
    @MethodSource(WITH_BOTH_HELMS)
    void shouldBeWithoutFault(Helm helm, Path values) {
        // When
        Helm.Result lint = helm.run("lint", "--strict", Helm.CHART.toString(), "--values", values.toString());

        // Then
        assertThat(lint.exitCode()).as(lint.stdout() + lint.stderr()).isZero();
    }

    @ParameterizedTest
    @MethodSource(FILES)
    void shouldBeTheSameForBothHelms(Path values) {
        assertThat(ValuesFiles.rendered(Helm.HELM_4, values).documents())
                .isEqualTo(ValuesFiles.rendered(Helm.HELM_3, values).documents());
    }

    @ParameterizedTest
    @MethodSource(WITH_BOTH_HELMS)
    void shouldSetNothingThatTheProgramDoesNotKnowOrTake(Helm helm, Path values) {
        // When
        Map<String, String> environment = ValuesFiles.rendered(helm, values).environment();

        // Then
        assertThat(environment.keySet())
                .filteredOn(name -> name.startsWith("ECR_OPERATOR_"))
                .isSubsetOf(
                        OperatorSettings.read().stream().map(Setting::variable).toList());
        assertThat(Settings.violations(environment)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPassEverySettingOn(Helm helm) {
        // When
        Map<String, String> environment =
                ValuesFiles.rendered(helm, ValuesFiles.named("every-setting")).environment();

        // Then
        assertThat(OperatorSettings.read())
                .filteredOn(setting -> !setting.property().startsWith("ecr-operator.leader-election.")
                        || setting.property().endsWith("lease-duration"))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(environment.get(setting.variable()))
                        .as("%s in ci/every-setting-values.yaml is other than the default", setting.variable())
                        .isNotBlank()
                        .isNotEqualTo(setting.defaultValue()));
        assertThat(environment)
                .containsEntry("ECR_OPERATOR_NAMESPACES", "team-a,team-b")
                .containsEntry("ECR_OPERATOR_LEADER_ELECTION_LEASE_NAME", "ecr-operator")
                .containsEntry("QUARKUS_LOG_LEVEL", "DEBUG")
                .containsEntry("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false")
                .containsEntry("JDK_JAVA_OPTIONS", "@/app/jvm.options -Xmx200m -Decr-operator.events.enabled=false");
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheManifestsForThoseWithoutHelm(Helm helm) {
        // When
        Map<Path, String> files = InstallFiles.all(helm);

        // Then
        files.forEach((file, text) -> assertThat(file)
                .as("%s is not current; run make install-manifests", file)
                .hasContent(text));
        assertThat(files.keySet().stream().map(Path::getParent).distinct())
                .allSatisfy(directory -> assertThat(GeneratedFiles.filesIn(directory))
                        .as("files in %s", directory)
                        .filteredOn(file -> !file.endsWith("00-Namespace.ecr-operator.yaml"))
                        .isSubsetOf(files.keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheCrdsAndKeepThem(Helm helm) {
        // When
        Rendering kept = ValuesFiles.rendered(helm, ValuesFiles.named("default"));
        Rendering notKept = ValuesFiles.rendered(helm, ValuesFiles.named("extras"));
        Rendering without = ValuesFiles.rendered(helm, ValuesFiles.named("default"), "--set", "crds.enabled=false");

        // Then
        assertThat(kept.objects(CustomResourceDefinition.class))
                .extracting(CustomResourceDefinition::getSpec)
                .containsExactlyInAnyOrderElementsOf(GeneratedCrds.definitions().stream()
                        .map(CustomResourceDefinition::getSpec)
                        .toList());
        assertThat(kept.objects(CustomResourceDefinition.class))
                .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations())
                        .containsEntry("helm.sh/resource-policy", "keep"));
        assertThat(notKept.objects(CustomResourceDefinition.class)).isNotEmpty().allSatisfy(crd -> assertThat(
                        crd.getMetadata().getAnnotations())
                .doesNotContainKey("helm.sh/resource-policy")
                .containsEntry("argocd.argoproj.io/sync-options", "Prune=false"));
        assertThat(without.objects(CustomResourceDefinition.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void shouldGrantEventsOnlyWhereTheyAreRecorded(boolean enabled, boolean granted) {
        // When
        Rendering rendering =
                ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("default"), "--set", "events.enabled=" + enabled);

        // Then
        assertThat(rendering.objects(ClusterRole.class).stream()
                        .flatMap(role -> role.getRules().stream())
                        .flatMap(rule -> rule.getResources().stream()))
                .isNotEmpty()
                .satisfies(resources -> assertThat(resources.contains("events")).isEqualTo(granted));
        assertThat(rendering.names()).doesNotHaveDuplicates();
    }

    @Test
    void shouldNeedNoClusterRoleForSomeNamespacesBesideTheOneForRegistries() {
        // When
        List<String> names = ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("watch-namespaces"))
                .names();
        List<String> without = ValuesFiles.rendered(
                        Helm.HELM_4, ValuesFiles.named("watch-namespaces"), "--set", "registries.enabled=false")
                .names();

        // Then
        assertThat(without).noneMatch(name -> name.startsWith("ClusterRole"));
        assertThat(names)
                .filteredOn(name -> name.startsWith("ClusterRole"))
                .allMatch(name -> name.endsWith(" ecr-operator-registries"))
                .hasSize(2);
        assertThat(names)
                .contains(
                        "Role team-a/ecr-operator-watched",
                        "Role team-b/ecr-operator-pull-secrets",
                        "RoleBinding team-b/ecr-operator-service-accounts",
                        "Role kube-system/ecr-operator-kube-system",
                        "Role ecr-operator/ecr-operator-leases");
    }

    @Test
    void shouldGiveTheRightToTheListedSecretsInItsOwnNamespaceOnly() {
        // When
        List<Role> roles = ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("whole-cluster"))
                .objects(Role.class);

        // Then
        assertThat(roles)
                .filteredOn(role -> role.getMetadata().getName().equals("ecr-operator-registry-secrets"))
                .singleElement()
                .satisfies(role -> {
                    assertThat(role.getMetadata().getNamespace()).isEqualTo("ecr-operator");
                    assertThat(role.getRules()).singleElement().satisfies(rule -> {
                        assertThat(rule.getResources()).containsExactly("secrets");
                        assertThat(rule.getResourceNames()).containsExactly("aws-tokyo", "aws-paris");
                        assertThat(rule.getVerbs()).containsExactly("get");
                    });
                });
        assertThat(ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("default"))
                        .names())
                .noneMatch(name -> name.endsWith("registry-secrets"));
    }

    @Test
    void shouldGiveNoRightToPullSecretsToViewersAndEditors() {
        // When
        String roles = ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("irsa")).documents().stream()
                .filter(document -> document.contains("rbac.authorization.k8s.io/aggregate-to-"))
                .collect(Collectors.joining());

        // Then
        assertThat(roles)
                .contains("name: ecr-operator-view", "name: ecr-operator-edit", "ecrrepositories")
                .doesNotContain("pullsecrets", "secrets");
    }

    @Test
    void shouldHaveTheAlertsOfDeployMonitoringWithAnAddressForTheirRunbooks() {
        // When
        String rules = ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("service-monitor")).documents().stream()
                .filter(document -> document.contains("kind: PrometheusRule"))
                .collect(Collectors.joining());

        // Then
        assertThat(alerts(rules))
                .isNotEmpty()
                .isEqualTo(GeneratedFiles.filesIn(Path.of("deploy/monitoring")).stream()
                        .filter(file -> file.toString().endsWith(".yaml"))
                        .map(GeneratedFiles::text)
                        .flatMap(text -> alerts(text).stream())
                        .collect(Collectors.toSet()));
        assertThat(rules).contains("{{ $labels.");
        assertThat(rules.lines().filter(line -> line.contains("runbook_url:")))
                .isNotEmpty()
                .allMatch(line -> line.contains("runbook_url: https://runbooks.example.com/ecr-operator/docs/"));
    }

    @Test
    void shouldHaveTheDashboardsOfDeployMonitoring() {
        // When
        Map<String, String> found =
                ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("service-monitor"))
                        .objects(ConfigMap.class)
                        .stream()
                        .filter(map -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
                        .flatMap(map -> map.getData().entrySet().stream())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().strip()));

        // Then
        assertThat(found)
                .isEqualTo(GeneratedFiles.filesIn(Path.of("deploy/monitoring")).stream()
                        .filter(file -> file.toString().endsWith(".json"))
                        .collect(Collectors.toMap(
                                file -> file.getFileName().toString(),
                                file -> GeneratedFiles.text(file).strip())));
    }

    @Test
    void shouldScrapeByOneOfTheMonitors() {
        // When
        List<String> kinds = List.of("service-monitor", "pod-monitor").stream()
                .map(name -> ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named(name)))
                .flatMap(rendering -> rendering.objects(GenericKubernetesResource.class).stream())
                .filter(object -> object.getKind().endsWith("Monitor"))
                .map(object -> object.getKind() + " " + object.getAdditionalProperties())
                .toList();

        // Then
        assertThat(kinds).hasSize(2).allMatch(kind -> kind.contains("honorLabels=true"));
        assertThat(kinds.getFirst()).startsWith("ServiceMonitor").contains("endpoints=[{port=http, path=/q/metrics");
        assertThat(kinds.getLast())
                .startsWith("PodMonitor")
                .contains("podMetricsEndpoints=[{port=http, path=/q/metrics");
    }

    @Test
    void shouldPutIntoThePodWhatItsUserAsksFor() {
        // When
        Rendering rendering = ValuesFiles.rendered(Helm.HELM_4, ValuesFiles.named("extras"));
        PodSpec pod = rendering.deployment().getSpec().getTemplate().getSpec();

        // Then
        assertThat(pod.getContainers().getFirst().getImage())
                .isEqualTo("registry.example.com:5000/mirror/platform/ecr-operator@sha256:"
                        + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("of-all", "of-this-one");
        assertThat(pod.getContainers()).extracting("name").containsExactly("operator", "beside");
        assertThat(pod.getVolumes()).extracting("name").containsExactly("tmp", "ca");
        assertThat(pod.getTopologySpreadConstraints()
                        .getFirst()
                        .getLabelSelector()
                        .getMatchLabels())
                .isEqualTo(Map.of("team", "platform"));
        assertThat(rendering.environment()).containsEntry("AWS_USE_FIPS_ENDPOINT", "true");
        assertThat(rendering.deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("team", "platform")
                .containsEntry("cost-centre", "4711");
        assertThat(rendering.deployment().getSpec().getSelector().getMatchLabels())
                .isEqualTo(Map.of("app.kubernetes.io/name", "ecr", "app.kubernetes.io/instance", "ecr-operator"));
        assertThat(rendering.names()).contains("ConfigMap ecr-operator/as-object", "ConfigMap ecr-operator/as-text");
    }

    private static Set<String> alerts(String text) {
        return text.lines()
                .filter(line -> line.contains("alert: "))
                .map(line -> line.substring(line.indexOf("alert: ")))
                .collect(Collectors.toSet());
    }
}
