package io.ecroperator.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests run on the Kubernetes that they say they run on. */
@AlsoOnEveryKubernetes
@ExtendWith(SharedCluster.class)
class KubernetesVersionIT {

    private static final Pattern REQUIRED = Pattern.compile("k8s\\.io/kubernetes (v[0-9.]+)");

    @Test
    void shouldBeTheVersionThatIsPinned(LocalCluster cluster) throws IOException {
        // Given
        Matcher pinned = REQUIRED.matcher(Files.readString(
                Path.of(System.getProperty("kubernetes.module", "hack/envtest")).resolve("go.mod")));
        assertThat(pinned.find()).isTrue();

        // When
        try (KubernetesClient client = cluster.client()) {
            // Then
            assertThat(client.getKubernetesVersion().getGitVersion()).isEqualTo(pinned.group(1));
        }
    }
}
