package io.ecroperator.bench;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A fresh cluster and a fresh emulator, with the operator's rights installed; the operator is started on top. */
final class Bench implements AutoCloseable {

    private static final String NAMESPACE = "ecr-operator";
    private static final String SERVICE_ACCOUNT = "ecr-operator";
    private static final long TOKEN_SECONDS = 3_600;

    private final Path directory;
    private final LocalCluster cluster;
    private final KubernetesClient client;
    private final EmulatorProcess emulator;
    private final Path token;

    private Bench(Path directory, LocalCluster cluster, EmulatorProcess emulator) throws IOException {
        this.directory = directory;
        this.cluster = cluster;
        this.client = cluster.client();
        this.emulator = emulator;
        this.token = directory.resolve("token");
    }

    /**
     * Starts everything but the operator.
     *
     * @param directory where logs go
     * @param latencyMillis what the emulator adds to every call
     * @throws IOException if a server cannot be started
     */
    static Bench start(Path directory, int latencyMillis) throws IOException {
        Files.createDirectories(directory);
        Bench bench = new Bench(directory, LocalCluster.start(), EmulatorProcess.start(directory, latencyMillis));
        try {
            new WarmEmulator(bench.emulator.http()).up();
            bench.install();
            return bench;
        } catch (IOException | RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    private void install() throws IOException {
        kubectl("apply", "-f", "crds", "-f", "deploy/install");
        kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .endSpec()
                .build();
        Files.writeString(
                token,
                client.serviceAccounts()
                        .inNamespace(NAMESPACE)
                        .withName(SERVICE_ACCOUNT)
                        .tokenRequest(request)
                        .getStatus()
                        .getToken());
    }

    /**
     * Starts the packaged operator with the rights of its service account; the caller closes it.
     *
     * @throws IOException if it cannot be started
     */
    OperatorProcess startOperator(OperatorProcess.Periods periods) throws IOException {
        return OperatorProcess.start(directory, asInAPod(), emulator.endpoint(), periods);
    }

    /**
     * The same, with the rights of pull secrets and serving them.
     *
     * @throws IOException if it cannot be started
     */
    OperatorProcess startOperatorWithPullSecrets(OperatorProcess.Periods periods) throws IOException {
        kubectl("apply", "-f", "deploy/pull-secrets");
        Map<String, String> environment = new HashMap<>(asInAPod());
        environment.put("ECR_OPERATOR_PULL_SECRETS_ENABLED", "true");
        return OperatorProcess.start(directory, environment, emulator.endpoint(), periods);
    }

    /** Where a pod finds its cluster and its token. A kubeconfig would bring a YAML parser and much else into memory. */
    private Map<String, String> asInAPod() {
        return Map.of(
                "KUBERNETES_MASTER", cluster.server().toString(),
                "KUBERNETES_CERTS_CA_FILE", cluster.certificateAuthorityFile().toString(),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
                "KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    }

    /** A client of the administrator. */
    KubernetesClient client() {
        return client;
    }

    /** The stand-in for ECR. */
    EmulatorProcess emulator() {
        return emulator;
    }

    /** The requests that the API server has answered so far and that write, by verb and resource. */
    Map<String, Long> apiServerWrites() {
        Map<String, Long> writes = new TreeMap<>();
        new PrometheusText(client.raw("/metrics"))
                .sums("apiserver_request_total", Bench::write)
                .forEach((write, count) -> writes.put(write, count.longValue()));
        return writes;
    }

    private static String write(Map<String, String> labels) {
        return switch (labels.getOrDefault("verb", "")) {
            case "POST", "PUT", "PATCH", "APPLY", "DELETE" -> {
                String subresource = labels.getOrDefault("subresource", "");
                yield labels.get("verb") + " " + labels.get("resource")
                        + (subresource.isEmpty() ? "" : "/" + subresource);
            }
            default -> null;
        };
    }

    private void kubectl(String... args) throws IOException {
        KubectlResult result = cluster.kubectl(args);
        if (result.exitCode() != 0) {
            throw new IOException("kubectl " + String.join(" ", args) + ": " + result.stderr());
        }
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
        cluster.close();
    }
}
