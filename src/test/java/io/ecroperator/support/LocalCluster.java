package io.ecroperator.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Kubernetes API server with its etcd, as child processes on 127.0.0.1: real schemas, CEL, server-side apply, RBAC,
 * admission and tokens.
 *
 * <p>There are no controllers and no nodes. So a deleted namespace stays {@code Terminating}, owned objects are not
 * collected, no Pod runs, a namespace has no {@code default} service account unless a test makes one, and the roles
 * that are aggregated from others ({@code view}, {@code edit}, {@code admin}) allow nothing. A change of RBAC takes
 * effect a moment after it is made, as everywhere.
 *
 * <p>The programs are looked for in the system property {@code envtest.dir}, else in the environment variable
 * {@code ENVTEST_DIR}; {@code make envtest} builds them and prints the directory.
 */
public final class LocalCluster implements AutoCloseable {

    private static final int START_ATTEMPTS = 3;
    private static final String PORT_CLASH = "address already in use";
    private static final long KUBECTL_SECONDS = 60;

    private final EnvtestBinaries binaries;
    private final ClusterFiles files;
    private final ControlPlane controlPlane;
    private final Thread shutdownHook;
    private final Set<Object> done = new HashSet<>();
    private boolean discarded;

    private LocalCluster(EnvtestBinaries binaries, ClusterFiles files, ControlPlane controlPlane) {
        this.binaries = binaries;
        this.files = files;
        this.controlPlane = controlPlane;
        this.shutdownHook = new Thread(this::discard, "stop-local-cluster");
    }

    /**
     * Starts a cluster and returns when it is ready, after some seconds; tries other ports when one it was given had
     * been taken meanwhile.
     *
     * @throws IllegalStateException if the programs are not there
     * @throws IOException if it does not become ready; the message has the end of the servers' logs
     */
    public static LocalCluster start() throws IOException {
        EnvtestBinaries binaries = EnvtestBinaries.find();
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(binaries);
            } catch (IOException e) {
                if (attempt == START_ATTEMPTS || !String.valueOf(e.getMessage()).contains(PORT_CLASH)) {
                    throw e;
                }
            }
        }
    }

    private static LocalCluster startOnce(EnvtestBinaries binaries) throws IOException {
        ClusterFiles files = ClusterFiles.create();
        LocalCluster cluster = new LocalCluster(binaries, files, new ControlPlane(binaries, files));
        Runtime.getRuntime().addShutdownHook(cluster.shutdownHook);
        try {
            cluster.controlPlane.awaitReady();
            Files.writeString(files.kubeconfig(), cluster.kubeconfig());
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** A kubeconfig of the administrator, a member of {@code system:masters}. */
    public String kubeconfig() {
        return kubeconfigFor(files.adminToken());
    }

    /** A kubeconfig of whom the bearer token names, such as a service account. */
    public String kubeconfigFor(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: local
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: user
                  user:
                    token: %s
                contexts:
                - name: local
                  context:
                    cluster: local
                    user: user
                current-context: local
                """.formatted(controlPlane.server(), certificateAuthority(), token);
    }

    /** A file with {@link #kubeconfig()}, there as long as the cluster runs. */
    public Path kubeconfigFile() {
        return files.kubeconfig();
    }

    /** The API server's base URL. */
    public URI server() {
        return controlPlane.server();
    }

    /** The certificates that vouch for the API server's, PEM; there as long as the cluster runs. */
    public Path certificateAuthorityFile() {
        return files.servingCertificate();
    }

    /** A new client of the administrator; the caller closes it. */
    public KubernetesClient client() {
        return client(clientConfig().build());
    }

    /** A new client that acts as the given user, a member of the given groups and of no other; the caller closes it. */
    public KubernetesClient clientAs(String user, String... groups) {
        return client(clientConfig()
                .withImpersonateUsername(user)
                .withImpersonateGroups(groups)
                .build());
    }

    /** The same with another way to read and write objects. */
    public KubernetesClient clientAs(KubernetesSerialization serialization, String user, String... groups) {
        Config config = clientConfig()
                .withImpersonateUsername(user)
                .withImpersonateGroups(groups)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .build();
    }

    /** A new client of whom the bearer token names; the caller closes it. */
    public KubernetesClient clientWithToken(String token) {
        return client(clientConfig().withOauthToken(token).build());
    }

    /** Does what many tests of this cluster need, such as an installation, for the first one. */
    public void once(Object what, Runnable work) {
        synchronized (done) {
            if (!done.contains(what)) {
                work.run();
                done.add(what);
            }
        }
    }

    /** Creates a namespace whose name starts with the prefix and is like no other, and returns the name. */
    public String createNamespace(String prefix) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName(prefix + "-")
                .endMetadata()
                .build();
        try (KubernetesClient client = client()) {
            return client.resource(namespace).create().getMetadata().getName();
        }
    }

    /**
     * Runs kubectl as the administrator, with nothing on its standard input.
     *
     * @throws UncheckedIOException if it cannot be run or takes longer than a minute
     */
    public KubectlResult kubectl(String... args) {
        return kubectlWithInput("", args);
    }

    /**
     * Runs kubectl as the administrator, say {@code apply -f -}.
     *
     * @param input what it reads from its standard input
     * @throws UncheckedIOException if it cannot be run or takes longer than a minute
     */
    public KubectlResult kubectlWithInput(String input, String... args) {
        List<String> command = new ArrayList<>(List.of(binaries.kubectl().toString()));
        command.addAll(List.of(args));
        return run(command, input);
    }

    /**
     * Runs a line of shell that calls kubectl, as the administrator would.
     *
     * @throws UncheckedIOException if it cannot be run or takes longer than a minute
     */
    public KubectlResult bash(String line) {
        return run(List.of("bash", "-c", line), "");
    }

    private KubectlResult run(List<String> command, String input) {
        try {
            // Files, because a pipe that nobody reads stops the program when it is full.
            Path run = Files.createTempDirectory(files.directory(), "kubectl-");
            Path stdin = Files.writeString(run.resolve("stdin"), input);
            Path stdout = run.resolve("stdout");
            Path stderr = run.resolve("stderr");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(stdin.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().put("KUBECONFIG", files.kubeconfig().toString());
            builder.environment()
                    .merge("PATH", binaries.kubectl().getParent().toString(), (path, tools) -> tools + ":" + path);
            builder.environment()
                    .put(
                            "KUBECACHEDIR",
                            files.directory().resolve("kubectl-cache").toString());
            Process process = builder.start();
            if (!process.waitFor(KUBECTL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " took longer than " + KUBECTL_SECONDS + " s");
            }
            return new KubectlResult(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while kubectl ran", e));
        }
    }

    /** Kills the API server, as an outage would; its data stays. */
    public void stopApiServer() {
        controlPlane.stopApiServer();
    }

    /**
     * Starts the API server again at the same address, with the same certificate and data, and returns when it is ready.
     *
     * @throws IllegalStateException if it runs
     * @throws IOException if it does not become ready
     */
    public void startApiServer() throws IOException {
        controlPlane.startApiServer();
    }

    /** Kills both processes and removes their files; does nothing the second time. */
    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending and the hook has its turn now.
        }
    }

    /**
     * Runs a cluster until the process is told to end (SIGTERM): {@code --kubeconfig PATH} says where to write the
     * administrator's kubeconfig; prints {@code ready} when the cluster can be used. Exits with 1 if a server ends.
     *
     * @throws IOException if the cluster does not start or the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[0].equals("--kubeconfig")) {
            throw new IllegalArgumentException("usage: LocalCluster --kubeconfig PATH");
        }
        try (LocalCluster cluster = start()) {
            Files.copy(cluster.kubeconfigFile(), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
            System.out.println("ready");
            cluster.controlPlane.onExit().join();
        }
        System.exit(1);
    }

    /** The hook and {@link #close} may come at once, when a signal ends {@link #main}: the later one waits. */
    private synchronized void discard() {
        if (discarded) {
            return;
        }
        discarded = true;
        controlPlane.kill();
        try {
            files.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigBuilder clientConfig() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(controlPlane.server().toString())
                .withCaCertData(certificateAuthority())
                .withOauthToken(files.adminToken());
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private String certificateAuthority() {
        try {
            return Base64.getEncoder()
                    .encodeToString(Files.readString(files.servingCertificate()).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
