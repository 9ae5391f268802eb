package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.deploy.InstallManifests;
import io.ecroperator.support.AlsoOnEveryKubernetes;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of deploy/install on a real API server, and the rights that they come to. */
@AlsoOnEveryKubernetes
@ExtendWith(SharedCluster.class)
class InstallManifestsIT {

    private static final String STRANGER = "system:serviceaccount:ecr-operator:stranger";

    private LocalCluster cluster;

    @BeforeEach
    void install(LocalCluster cluster) {
        this.cluster = cluster;
        Install.into(cluster);
    }

    static List<Path> files() {
        return Stream.of(
                        InstallManifests.files(),
                        InstallManifests.filesOfPullSecrets(),
                        InstallManifests.filesOfOutputConfigMaps())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAcceptedWithoutAWarning(Path file) {
        // When
        KubectlResult result = cluster.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                file.toString());

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void shouldRunAPodThatTheRestrictedSecurityStandardAdmits() {
        // Given
        PodTemplateSpec template =
                InstallManifests.objects(Deployment.class).getFirst().getSpec().getTemplate();
        Pod pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withName("ecr-operator")
                .withNamespace("ecr-operator")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();

        // When
        try (KubernetesClient client = cluster.client()) {
            Pod admitted = client.resource(pod).dryRun(true).create();

            // Then
            assertThat(admitted.getMetadata().getUid()).isNotBlank();
        }
    }

    @Test
    void shouldAllowTheOperatorWhatItNeedsInEveryNamespaceAndNoMore() {
        World.eventually("rights in default", () -> assertThat(rightsIn("default"))
                .containsExactlyInAnyOrder(
                        "ecr-operator.io/ecrrepositories get",
                        "ecr-operator.io/ecrrepositories list",
                        "ecr-operator.io/ecrrepositories watch",
                        "ecr-operator.io/ecrrepositories patch",
                        "ecr-operator.io/ecrrepositories/status patch",
                        "ecr-operator.io/ecrlifecyclepolicies get",
                        "ecr-operator.io/ecrlifecyclepolicies list",
                        "ecr-operator.io/ecrlifecyclepolicies watch",
                        "ecr-operator.io/ecrlifecyclepolicies patch",
                        "ecr-operator.io/ecrlifecyclepolicies/status patch",
                        "ecr-operator.io/ecrrepositorypolicies get",
                        "ecr-operator.io/ecrrepositorypolicies list",
                        "ecr-operator.io/ecrrepositorypolicies watch",
                        "ecr-operator.io/ecrrepositorypolicies patch",
                        "ecr-operator.io/ecrrepositorypolicies/status patch",
                        "ecr-operator.io/ecrregistryconfigurations get",
                        "ecr-operator.io/ecrregistryconfigurations list",
                        "ecr-operator.io/ecrregistryconfigurations watch",
                        "ecr-operator.io/ecrregistryconfigurations patch",
                        "ecr-operator.io/ecrregistryconfigurations/status patch",
                        "ecr-operator.io/ecrpullthroughcacherules get",
                        "ecr-operator.io/ecrpullthroughcacherules list",
                        "ecr-operator.io/ecrpullthroughcacherules watch",
                        "ecr-operator.io/ecrpullthroughcacherules patch",
                        "ecr-operator.io/ecrpullthroughcacherules/status patch",
                        "ecr-operator.io/ecrrepositorycreationtemplates get",
                        "ecr-operator.io/ecrrepositorycreationtemplates list",
                        "ecr-operator.io/ecrrepositorycreationtemplates watch",
                        "ecr-operator.io/ecrrepositorycreationtemplates patch",
                        "ecr-operator.io/ecrrepositorycreationtemplates/status patch",
                        "ecr-operator.io/ecrpublicrepositories get",
                        "ecr-operator.io/ecrpublicrepositories list",
                        "ecr-operator.io/ecrpublicrepositories watch",
                        "ecr-operator.io/ecrpublicrepositories patch",
                        "ecr-operator.io/ecrpublicrepositories/status patch",
                        "ecr-operator.io/ecrregistries get",
                        "ecr-operator.io/ecrregistries list",
                        "ecr-operator.io/ecrregistries watch",
                        "ecr-operator.io/ecrregistries/status patch",
                        "/namespaces[kube-system] get",
                        "/namespaces list",
                        "/namespaces watch",
                        "/events create",
                        "/events patch"));
    }

    @Test
    void shouldAllowTheOperatorItsLeaseInItsOwnNamespace() {
        World.eventually("rights in ecr-operator", () -> {
            Set<String> more = rightsIn("ecr-operator");
            more.removeAll(rightsIn("default"));
            assertThat(more)
                    .containsExactlyInAnyOrder(
                            "coordination.k8s.io/leases create",
                            "coordination.k8s.io/leases[ecr-operator] get",
                            "coordination.k8s.io/leases[ecr-operator] update",
                            "coordination.k8s.io/leases[ecr-operator] patch");
        });
    }

    /** What {@code kubectl auth can-i --list} shows, without the rights that every ServiceAccount has. */
    private Set<String> rightsIn(String namespace) {
        Set<String> rights = new TreeSet<>(rights(Install.OPERATOR_USER, namespace));
        rights.removeAll(rights(STRANGER, namespace));
        return rights;
    }

    private List<String> rights(String user, String namespace) {
        try (KubernetesClient client = cluster.clientAs(user)) {
            SelfSubjectRulesReview review = client.resource(new SelfSubjectRulesReviewBuilder()
                            .withNewSpec()
                            .withNamespace(namespace)
                            .endSpec()
                            .build())
                    .create();
            assertThat(review.getStatus().getIncomplete()).isFalse();
            return review.getStatus().getResourceRules().stream()
                    .flatMap(InstallManifestsIT::rights)
                    .toList();
        }
    }

    private static Stream<String> rights(ResourceRule rule) {
        List<String> names = rule.getResourceNames();
        String which = names == null || names.isEmpty() ? "" : names.toString();
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(resource -> group + "/" + resource + which))
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> resource + " " + verb));
    }
}
