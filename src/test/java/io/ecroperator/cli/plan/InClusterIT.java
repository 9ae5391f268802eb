package io.ecroperator.cli.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.crd.YamlInDocs;
import io.ecroperator.e2e.Install;
import io.ecroperator.support.Eventually;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The rights that docs/plan.md gives a Pod are enough to read the cluster, and let it do nothing else. */
@ExtendWith(SharedCluster.class)
class InClusterIT {

    private static final String NAMESPACE = "ci";

    @TempDir
    private Path serviceAccount;

    @Test
    void shouldReadTheClusterWithTheRightsOfThePage(LocalCluster cluster) throws IOException {
        // Given
        Install.into(cluster);
        try (KubernetesClient admin = cluster.client()) {
            admin.resource("{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"ci\"}}")
                    .serverSideApply();
            String rights = YamlInDocs.all().stream()
                    .filter(block ->
                            block.page().endsWith("plan.md") && block.text().contains("kind: ClusterRoleBinding"))
                    .map(YamlInDocs::text)
                    .findFirst()
                    .orElseThrow();
            admin.load(new ByteArrayInputStream(rights.getBytes(UTF_8))).serverSideApply();
            Files.writeString(
                    serviceAccount.resolve("token"),
                    admin.serviceAccounts()
                            .inNamespace(NAMESPACE)
                            .withName("ecr-plan")
                            .tokenRequest(new TokenRequestBuilder()
                                    .withNewSpec()
                                    .withExpirationSeconds(600L)
                                    .endSpec()
                                    .build())
                            .getStatus()
                            .getToken());
        }
        Files.copy(cluster.certificateAuthorityFile(), serviceAccount.resolve("ca.crt"));
        Config config = ClusterAccess.inCluster(
                Map.of(
                        "KUBERNETES_SERVICE_HOST", cluster.server().getHost(),
                        "KUBERNETES_SERVICE_PORT",
                                String.valueOf(cluster.server().getPort())),
                serviceAccount);

        // When / Then
        Eventually.eventually(
                "the rights are in force", Duration.ofSeconds(10), Duration.ofMillis(100), () -> assertThat(
                                LiveCluster.read(config, Optional.of(new Prunable.Labelled("a in (b, c)")))
                                        .objects())
                        .anyMatch(object -> object.getMetadata().getName().equals(NAMESPACE)));
        assertThatThrownBy(() -> LiveCluster.read(config, Optional.of(new Prunable.Labelled("a in"))))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The cluster cannot be read: https://")
                .hasMessageContaining("unable to parse requirement");
        try (KubernetesClient pod =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThatThrownBy(() -> pod.secrets().inNamespace(NAMESPACE).list())
                    .hasMessageContaining("forbidden");
            assertThatThrownBy(() -> pod.namespaces().withName(NAMESPACE).delete())
                    .hasMessageContaining("forbidden");
        }
    }
}
