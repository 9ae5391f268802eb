package io.ecroperator.gitops;

import io.ecroperator.support.ChildProcess;
import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.FreePort;
import io.ecroperator.support.GoProgram;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real Argo CD that works on a cluster: its application controller and its repo-server, with a Redis for their cache. There is
 * no server, so Applications are made and refreshed through their objects.
 *
 * <p>Its program and its CustomResourceDefinitions are in the directory that the environment variable {@code ARGOCD_DIR} names;
 * {@code make argocd} builds it. Helm is that of {@code HELM_DIR}; there is no kustomize.
 */
final class ArgoCd implements AutoCloseable {

    /** The namespace of its settings and of Applications. */
    static final String NAMESPACE = "argocd";

    /** What its installation has in Git before its user changes a thing, as far as these two components read it. */
    private static final String INSTALLATION = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: argocd}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              namespace: argocd
              labels: {app.kubernetes.io/name: argocd-cm, app.kubernetes.io/part-of: argocd}
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: argocd-secret
              namespace: argocd
              labels: {app.kubernetes.io/name: argocd-secret, app.kubernetes.io/part-of: argocd}
            stringData: {server.secretkey: of-a-server-that-is-not-there}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {name: default, namespace: argocd}
            spec:
              sourceRepos: ["*"]
              destinations: [{server: "*", namespace: "*"}]
              clusterResourceWhitelist: [{group: "*", kind: "*"}]
            """;

    private final GoProgram program = GoProgram.find("ARGOCD_DIR", "argocd");
    private final LocalCluster cluster;
    private final Path directory;
    private final List<ChildProcess> processes = new ArrayList<>();

    private ArgoCd(LocalCluster cluster, Path directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    /**
     * Installs it and starts it, with these files as patches of its settings; nothing is ready on return.
     *
     * @param directory for its logs and its copies of repositories
     */
    static ArgoCd start(LocalCluster cluster, Path directory, List<Path> settings) throws IOException {
        ArgoCd started = new ArgoCd(cluster, directory);
        try {
            started.install(settings);
            started.startProcesses();
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void install(List<Path> settings) {
        EstablishedCrd.install(cluster, program.path().resolveSibling("crds"));
        kubectl(INSTALLATION, "apply", "-f", "-");
        for (Path patch : settings) {
            kubectl("", "-n", NAMESPACE, "patch", "configmap", "argocd-cm", "--patch-file", patch.toString());
        }
    }

    private void startProcesses() throws IOException {
        String redis = "127.0.0.1:" + FreePort.pick();
        int repoServer = FreePort.pick();
        start("redis", List.of(redis), Map.of());
        start(
                "repo-server",
                List.of(
                        "--address=127.0.0.1",
                        "--port=" + repoServer,
                        "--metrics-address=127.0.0.1",
                        "--metrics-port=" + FreePort.pick(),
                        "--disable-tls",
                        "--logformat=text",
                        "--redis=" + redis),
                Map.of("ARGOCD_GPG_ENABLED", "false"));
        start(
                "application-controller",
                List.of(
                        "--kubeconfig=" + cluster.kubeconfigFile(),
                        "--namespace=" + NAMESPACE,
                        "--metrics-port=" + FreePort.pick(),
                        "--repo-server=127.0.0.1:" + repoServer,
                        "--repo-server-plaintext",
                        // So that the health of each object is in the Application, not only in Redis.
                        "--persist-resource-health",
                        "--logformat=text",
                        "--redis=" + redis),
                // https://kubernetes.default.svc is then the cluster of KUBECONFIG, as for Argo CD's own tests.
                Map.of(
                        "ARGOCD_FAKE_IN_CLUSTER",
                        "true",
                        "KUBECONFIG",
                        cluster.kubeconfigFile().toString()));
    }

    private void start(String component, List<String> arguments, Map<String, String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.path().toString(), component));
        command.addAll(arguments);
        Path temporary = Files.createDirectories(directory.resolve("tmp-" + component));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TMPDIR", temporary.toString());
        environment.put("HOME", temporary.toString());
        environment.put(
                "ARGOCD_ASK_PASS_SOCK", temporary.resolve("ask-pass.sock").toString());
        environment.put("PATH", Path.of(System.getenv("HELM_DIR"), "3") + File.pathSeparator + System.getenv("PATH"));
        processes.add(ChildProcess.start(component, directory, command, environment));
    }

    /** The ends of the logs of its programs, for the message of a test that fails. */
    String logs() {
        return processes.stream()
                .map(process -> process.name() + (process.isAlive() ? "" : " has ended") + ":\n" + process.logTail())
                .collect(Collectors.joining("\n"));
    }

    private void kubectl(String input, String... arguments) {
        KubectlResult result = cluster.kubectlWithInput(input, arguments);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(result.stderr());
        }
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::kill);
    }
}
