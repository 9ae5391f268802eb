package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstallManifestsTest {

    @Test
    void shouldParseAndBelongTogether() {
        assertThat(InstallManifests.objects(HasMetadata.class))
                .hasSizeGreaterThanOrEqualTo(InstallManifests.files().size())
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/name", "ecr-operator"));
    }

    @Test
    void shouldLeaveTheOptionsOfTheJvmToTheImage() {
        // Given
        String image = InstallManifests.text(Path.of("hack", "image", "pom.xml"));

        // Then
        assertThat(image).contains("<JDK_JAVA_OPTIONS>@/app/jvm.options</JDK_JAVA_OPTIONS>");
        assertThat(variables()).isNotEmpty().doesNotContain("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX");
    }

    @Test
    void shouldGiveNoRightToSecretsOrConfigMapsNorByWildcard() {
        assertThat(rules().toList()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getResources())
                    .doesNotContain("secrets", "configmaps", "*")
                    .isNotEmpty();
            assertThat(rule.getApiGroups()).doesNotContain("*").isNotEmpty();
            assertThat(rule.getVerbs())
                    .doesNotContain("*", "escalate", "bind", "impersonate", "deletecollection")
                    .isNotEmpty();
        });
    }

    @Test
    void shouldGiveRightsToSecretsWithPullCredentialsOnly() {
        // When
        List<PolicyRule> rules =
                InstallManifests.objects(InstallManifests.filesOfPullSecrets(), ClusterRole.class).stream()
                        .flatMap(role -> role.getRules().stream())
                        .toList();

        // Then
        assertThat(rules)
                .extracting(PolicyRule::getResources, PolicyRule::getVerbs)
                .containsExactlyInAnyOrder(
                        tuple(List.of("ecrpullsecrets"), List.of("get", "list", "watch")),
                        tuple(List.of("ecrpullsecrets/status"), List.of("patch")),
                        tuple(List.of("clusterecrpullsecrets"), List.of("get", "list", "watch")),
                        tuple(List.of("clusterecrpullsecrets/status"), List.of("patch")),
                        tuple(List.of("namespaces"), List.of("get", "list", "watch")),
                        tuple(List.of("secrets"), List.of("get", "list", "watch", "create", "update", "delete")),
                        tuple(List.of("serviceaccounts"), List.of("get", "list", "watch", "patch")));
    }

    @Test
    void shouldGiveRightsToConfigMapsWithOutputConfigMapsOnly() {
        // When
        List<PolicyRule> rules =
                InstallManifests.objects(InstallManifests.filesOfOutputConfigMaps(), ClusterRole.class).stream()
                        .flatMap(role -> role.getRules().stream())
                        .toList();

        // Then
        assertThat(rules)
                .extracting(PolicyRule::getResources, PolicyRule::getVerbs)
                .containsExactly(
                        tuple(List.of("configmaps"), List.of("get", "list", "watch", "create", "patch", "delete")));
    }

    @Test
    void shouldNeitherCreateNorDeleteWhatUsersOwn() {
        // When
        List<String> verbs = rules().filter(rule -> rule.getApiGroups().contains("ecr-operator.io"))
                .flatMap(rule -> rule.getVerbs().stream())
                .toList();

        // Then
        assertThat(verbs).isNotEmpty().doesNotContain("create", "delete", "update");
    }

    private static Stream<PolicyRule> rules() {
        return Stream.concat(
                InstallManifests.objects(ClusterRole.class).stream().flatMap(role -> role.getRules().stream()),
                InstallManifests.objects(Role.class).stream().flatMap(role -> role.getRules().stream()));
    }

    private static List<String> variables() {
        Deployment deployment = InstallManifests.objects(Deployment.class).getFirst();
        Container container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        return container.getEnv().stream().map(EnvVar::getName).toList();
    }
}
