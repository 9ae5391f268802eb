package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.cli.outcome.CommandException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAccessTest {

    private static final Optional<String> CURRENT = Optional.empty();

    @TempDir
    private Path directory;

    private Path kubeconfig(String name, String server, String current) throws IOException {
        return Files.writeString(directory.resolve(name), """
                apiVersion: v1
                kind: Config
                clusters: [{name: %1$s, cluster: {server: "%2$s"}}]
                users: [{name: %1$s, user: {token: t}}]
                contexts: [{name: %1$s, context: {cluster: %1$s, user: %1$s}}, {name: broken, context: {cluster: none}}]
                current-context: %3$s
                """.formatted(name, server, current));
    }

    @Test
    void shouldGoWhereTheKubeconfigSays() throws IOException {
        Path file = kubeconfig("dev", "https://dev.example.com:6443", "dev");

        assertThat(ClusterAccess.byKubeconfig(List.of(file), CURRENT).getMasterUrl())
                .startsWith("https://dev.example.com:6443");
    }

    @Test
    void shouldLookForAContextInAllKubeconfigs() throws IOException {
        List<Path> files = List.of(
                kubeconfig("dev", "https://dev.example.com", "dev"),
                kubeconfig("prod", "https://prod.example.com", "prod"));

        assertThat(ClusterAccess.byKubeconfig(files, Optional.of("prod")).getMasterUrl())
                .startsWith("https://prod.example.com");
        assertThat(ClusterAccess.byKubeconfig(files, CURRENT).getMasterUrl()).startsWith("https://dev.example.com");
    }

    /** kubectl does; the current one of a later kubeconfig is another cluster. */
    @Test
    void shouldLookForTheCurrentContextOfTheFirstInAll() throws IOException {
        Path current = Files.writeString(directory.resolve("current"), "current-context: prod");
        Path dev = kubeconfig("dev", "https://dev.example.com", "dev");
        Path prod = kubeconfig("prod", "https://prod.example.com", "''");

        assertThat(ClusterAccess.byKubeconfig(List.of(current, dev, prod), CURRENT)
                        .getMasterUrl())
                .startsWith("https://prod.example.com");
        assertThatThrownBy(() -> ClusterAccess.byKubeconfig(List.of(current, dev), CURRENT))
                .isInstanceOf(CommandException.class)
                .hasMessage("current-context prod: " + current + ", " + dev + " has dev, broken.");
    }

    /** The client would take the current one. */
    @Test
    void shouldRefuseAContextThatIsNotThere() throws IOException {
        List<Path> files = List.of(kubeconfig("dev", "https://dev.example.com", "dev"));

        assertThatThrownBy(() -> ClusterAccess.byKubeconfig(files, Optional.of("prod")))
                .isInstanceOf(CommandException.class)
                .hasMessage("--context prod: " + files.getFirst() + " has dev, broken.");
    }

    /** The client would take the cluster of the Pod that it runs in. */
    @Test
    void shouldRefuseAKubeconfigThatLeadsNowhere() throws IOException {
        List<Path> without = List.of(kubeconfig("dev", "https://dev.example.com", "''"));
        List<Path> broken = List.of(kubeconfig("prod", "https://prod.example.com", "broken"));
        List<Path> noYaml = List.of(Files.writeString(directory.resolve("secret"), "token: [s3cr3t"));

        assertThatThrownBy(() -> ClusterAccess.byKubeconfig(without, CURRENT))
                .hasMessageContaining(" has no current-context. Name one with --context; it has dev, broken.");
        assertThatThrownBy(() -> ClusterAccess.byKubeconfig(broken, CURRENT))
                .hasMessageContaining("the context broken names the cluster none, which has no server there.");
        assertThatThrownBy(() -> ClusterAccess.byKubeconfig(noYaml, CURRENT))
                .hasMessageContaining("is no kubeconfig that can be read")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void shouldFindTheKubeconfigsThatKubectlReads() throws IOException {
        Path dev = kubeconfig("dev", "https://dev.example.com", "dev");
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.createDirectory(home.resolve(".kube"));
        Path own = Files.copy(dev, home.resolve(".kube").resolve("config"));

        assertThat(ClusterAccess.kubeconfigs(Map.of(), home)).containsExactly(own);
        assertThat(ClusterAccess.kubeconfigs(
                        Map.of("KUBECONFIG", directory.resolve("gone") + File.pathSeparator + dev), home))
                .containsExactly(dev);
        assertThatThrownBy(() -> ClusterAccess.kubeconfigs(Map.of("KUBECONFIG", "/gone"), home))
                .hasMessage("There is no kubeconfig: /gone cannot be read. Name one with --kubeconfig, or in a Pod give"
                        + " --in-cluster.");
    }

    @Test
    void shouldBeThePodsServiceAccount() throws IOException {
        Files.writeString(directory.resolve("token"), "t0ken\n");

        var config = ClusterAccess.inCluster(
                Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443"), directory);

        assertThat(config.getMasterUrl()).startsWith("https://[fd00::1]:6443");
        assertThat(config.getOauthToken()).isEqualTo("t0ken");
        assertThat(config.getCaCertFile()).isEqualTo(directory.resolve("ca.crt").toString());
    }

    @Test
    void shouldSayWhatAPodLacks() {
        assertThatThrownBy(() -> ClusterAccess.inCluster(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), directory))
                .hasMessage("--in-cluster: " + directory.resolve("token")
                        + " cannot be read. Give the Pod a ServiceAccount,"
                        + " and do not set automountServiceAccountToken: false.");
    }
}
