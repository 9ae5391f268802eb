package io.ecroperator.bench;

import io.ecroperator.support.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged operator as a process, with the JVM flags that its image has.
 *
 * @param process the process
 * @param http its health and metrics
 */
record OperatorProcess(ServerProcess process, PlainHttp http) implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path JVM_FLAGS = Path.of("deploy", "jvm.options");

    /**
     * How often it looks at ECR.
     *
     * @param sweep the time between two listings
     * @param deepRead the time in which every policy is read once
     */
    record Periods(Duration sweep, Duration deepRead) {

        /** What the operator does unless it is told otherwise. */
        static final Periods DEFAULT = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));

        /** So seldom that what is counted are the calls that the objects need: the longest that the operator accepts. */
        static final Periods HARDLY_EVER = new Periods(Duration.ofHours(12), Duration.ofDays(30));

        /** The same in a world that runs so many times as fast. */
        Periods compressed(int timeScale) {
            return new Periods(sweep.dividedBy(timeScale), deepRead.dividedBy(timeScale));
        }
    }

    /**
     * Starts it and returns when it says that it is ready.
     *
     * @param cluster variables that say where the cluster is and whom it acts as there
     * @throws IOException if it cannot be started
     * @throws IllegalStateException if it ends or does not become ready
     */
    static OperatorProcess start(Path directory, Map<String, String> cluster, URI aws, Periods periods)
            throws IOException {
        int port = FreePort.pick();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags());
        command.addAll(List.of("-jar", PROGRAM.toAbsolutePath().toString()));
        Map<String, String> environment = new HashMap<>(cluster);
        environment.put("AWS_ENDPOINT_URL", aws.toString());
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("ECR_OPERATOR_CLUSTER_NAME", "bench");
        environment.put("ECR_OPERATOR_LEADER_ELECTION_NAMESPACE", "ecr-operator");
        environment.put("ECR_OPERATOR_SWEEP_PERIOD", periods.sweep().toString());
        environment.put("ECR_OPERATOR_DEEP_READ_PERIOD", periods.deepRead().toString());
        OperatorProcess operator = new OperatorProcess(
                ServerProcess.start("operator", directory, command, environment), PlainHttp.onPort(port));
        try {
            Await.untilAnswers(
                    operator.process, () -> operator.http.get("/q/health/ready").statusCode() == 200);
        } catch (RuntimeException e) {
            operator.close();
            throw e;
        }
        return operator;
    }

    /** The flags that are recommended for the operator's JVM. */
    static List<String> jvmFlags() throws IOException {
        return Files.readAllLines(JVM_FLAGS).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Its counters. */
    PrometheusText metrics() {
        return new PrometheusText(http.get("/q/metrics").body());
    }

    /** What it has used so far. */
    ProcessFigures figures() {
        return process.figures();
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
