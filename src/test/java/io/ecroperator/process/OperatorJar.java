package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code java -jar target/quarkus-app/quarkus-run.jar}: the operator as users run it, with a token of its ServiceAccount. */
public final class OperatorJar implements AutoCloseable {

    /**
     * How it is started.
     *
     * @param replica the pod's name
     * @param aws the endpoint of all AWS services; empty for their real names
     * @param lease how long a lease holds
     * @param environment what else is set
     * @param jvm options of the JVM
     */
    public record Settings(
            String replica, Optional<URI> aws, Duration lease, Map<String, String> environment, List<String> jvm) {

        /** As the tests start it, against that AWS. */
        public static Settings against(URI aws) {
            return new Settings(
                    "operator-0",
                    Optional.of(aws),
                    Duration.ofSeconds(6),
                    Map.of(),
                    List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }

        /** With another name of the pod. */
        public Settings named(String name) {
            return new Settings(name, aws, lease, environment, jvm);
        }

        Settings withoutEndpoint() {
            return new Settings(replica, Optional.empty(), lease, environment, jvm);
        }

        Settings withLease(Duration duration) {
            return new Settings(replica, aws, duration, environment, jvm);
        }

        /** With the options of the JVM that the image has, and more. */
        Settings withJvmOptionsOfTheImage(String... more) {
            List<String> options = new ArrayList<>(List.of("@" + JVM_OPTIONS.toAbsolutePath()));
            options.addAll(List.of(more));
            return new Settings(replica, aws, lease, environment, List.copyOf(options));
        }

        /** With one more variable. */
        public Settings with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Settings(replica, aws, lease, more, jvm);
        }
    }

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path JVM_OPTIONS = Path.of("deploy", "jvm.options");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Process process;
    private final Path files;
    private final URI http;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    private OperatorJar(Process process, Path files, URI http) {
        this.process = process;
        this.files = files;
        this.http = http;
    }

    /** Starts it; nothing is ready on return. */
    public static OperatorJar start(LocalCluster cluster, Settings settings) {
        assertThat(JAR)
                .as("the packaged operator is missing: run make package, or mvn package, before this test")
                .exists();
        try {
            Path files = Files.createTempDirectory("ecr-operator-process-");
            Path kubeconfig = Files.writeString(files.resolve("kubeconfig"), cluster.kubeconfigFor(token(cluster)));
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(java().toString()));
            command.addAll(settings.jvm());
            command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(files.toFile())
                    .redirectOutput(files.resolve("stdout").toFile())
                    .redirectError(files.resolve("stderr").toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_"));
            environment.putAll(standard(settings, kubeconfig, port));
            settings.aws().ifPresent(aws -> environment.put("AWS_ENDPOINT_URL", aws.toString()));
            environment.putAll(settings.environment());
            return new OperatorJar(builder.start(), files, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of this JVM, unless another is to be tried. */
    private static Path java() {
        Path java = Path.of(System.getProperty("operator.java-home", System.getProperty("java.home")), "bin", "java");
        assertThat(java)
                .as("run make test, or set JDK21_DIR to the directory that hack/jdk21/build prints")
                .isExecutable();
        return java;
    }

    private static Map<String, String> standard(Settings settings, Path kubeconfig, int port) {
        return Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "HOSTNAME",
                settings.replica(),
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "AWS_REGION",
                ProcessWorld.REGION,
                "AWS_ACCESS_KEY_ID",
                ProcessWorld.ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "ECR_OPERATOR_CLUSTER_NAME",
                "process",
                "ECR_OPERATOR_SWEEP_PERIOD",
                "2s",
                "ECR_OPERATOR_LEADER_ELECTION_NAMESPACE",
                "ecr-operator",
                "ECR_OPERATOR_LEADER_ELECTION_LEASE_DURATION",
                settings.lease().toSeconds() + "s");
    }

    private static String token(LocalCluster cluster) {
        var result = cluster.kubectl("create", "token", "ecr-operator", "-n", "ecr-operator");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout().strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Where it answers probes and scrapes. */
    int port() {
        return http.getPort();
    }

    /** Whether the liveness probe passes. */
    boolean live() {
        return get("/q/health/live")
                .map(response -> response.statusCode() == 200)
                .findAny()
                .orElse(false);
    }

    /** Whether the readiness probe passes. */
    public boolean ready() {
        return get("/q/health/ready")
                .map(response -> response.statusCode() == 200)
                .findAny()
                .orElse(false);
    }

    /** Whether it says that it is the replica that works. */
    public boolean leads() {
        return get("/q/health/ready")
                .anyMatch(response -> health(response.body()).findValue("leads") != null
                        && health(response.body()).findValue("leads").asBoolean());
    }

    /** What Prometheus would scrape. */
    String metrics() {
        return get("/q/metrics").map(HttpResponse::body).findAny().orElse("");
    }

    /** Whether the process runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** As a node that loses power. */
    public void kill9() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, as the kubelet sends it; returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end and returns the exit code. */
    public int awaitExit() {
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS))
                    .as("ended within the grace period\n" + output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines that it has logged. */
    List<String> logLines() {
        return lines("stdout");
    }

    /** Everything that it has printed. */
    public String output() {
        return String.join("\n", lines("stdout")) + "\n" + String.join("\n", lines("stderr"));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        client.shutdownNow();
        try (Stream<Path> content = Files.list(files)) {
            for (Path file : content.toList()) {
                Files.delete(file);
            }
            Files.delete(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer; none while nothing listens. */
    private Stream<HttpResponse<String>> get(String path) {
        try {
            return Stream.of(client.send(
                    HttpRequest.newBuilder(http.resolve(path)).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Stream.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of();
        }
    }

    private static JsonNode health(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(files.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
