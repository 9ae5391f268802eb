package io.ecroperator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.support.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stand-in for ECR as a process of its own, asked over its administrative HTTP interface.
 *
 * @param process the process
 * @param http its address
 */
record EmulatorProcess(ServerProcess process, PlainHttp http) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Starts it with a delay added to every call, and returns when it answers.
     *
     * @throws IOException if it cannot be started
     * @throws IllegalStateException if it ends or does not answer
     */
    static EmulatorProcess start(Path directory, int latencyMillis) throws IOException {
        int port = FreePort.pick();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It is to take as little as it can of the processors that all servers share.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ecroperator.emulator.EmulatorMain",
                "--port",
                String.valueOf(port),
                "--latency-ms",
                String.valueOf(latencyMillis));
        EmulatorProcess emulator = new EmulatorProcess(
                ServerProcess.start("emulator", directory, command, Map.of()), PlainHttp.onPort(port));
        try {
            Await.untilAnswers(
                    emulator.process,
                    () -> emulator.http.get("/_emulator/counts").statusCode() == 200);
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
        return emulator;
    }

    /** Where its AWS API is. */
    URI endpoint() {
        return http.server();
    }

    /** The calls since the last reset, by operation. */
    Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        json("/_emulator/counts")
                .properties()
                .forEach(entry -> calls.put(entry.getKey(), entry.getValue().asLong()));
        return calls;
    }

    /** Starts to count from 0. */
    void resetCalls() {
        http.post("/_emulator/reset-calls");
    }

    /** Throttles that share of all calls at random from now on. */
    void throttleAtRandom(double share) {
        http.post("/_emulator/faults", "{\"kind\": \"throttle\", \"probability\": " + share + "}");
    }

    /** Declares identities, as {@link io.ecroperator.emulator.iam.Declarations} says. */
    void declare(String identities) {
        http.post("/_emulator/identities", identities);
    }

    /**
     * Makes all calls of an account go wrong from now on.
     *
     * @param fault members of a fault of the administrative interface, such as {@code "kind": "denied"}
     */
    void sicken(String account, String fault) {
        http.post("/_emulator/faults", "{\"account\": \"" + account + "\", " + fault + "}");
    }

    /** Ends all that goes wrong. */
    void heal() {
        http.send(HttpRequest.newBuilder(http.server().resolve("/_emulator/faults"))
                .DELETE());
    }

    /** Throttles an operation from now on by a token bucket, which is full. */
    void limit(String operation, double perSecond, int burst) {
        http.post(
                "/_emulator/limits",
                "{\"operation\": \"%s\", \"ratePerSecond\": %s, \"burst\": %d}".formatted(operation, perSecond, burst));
    }

    /**
     * A call that it has answered.
     *
     * @param operation AWS's name of the operation
     * @param throttled whether the call was refused for the rate
     */
    record Answer(String operation, Instant at, boolean throttled) {}

    /** What it has answered since the last reset, in order. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode entry : json("/_emulator/calls").path("entries")) {
            answers.add(new Answer(
                    entry.path("operation").asText(),
                    Instant.parse(entry.path("at").asText()),
                    entry.path("outcome").asText().equals("ThrottlingException")));
        }
        return answers;
    }

    /** Gives tokens from now on such a life. */
    void tokenLifetime(Duration life) {
        http.post("/_emulator/token-lifetime", "{\"seconds\": " + life.toSeconds() + "}");
    }

    /** How many repositories have both a lifecycle policy and a repository policy. */
    long repositoriesWithBothPolicies() {
        long count = 0;
        for (JsonNode repository : json("/_emulator/repositories").path("repositories")) {
            count += repository.hasNonNull("lifecyclePolicy") && repository.hasNonNull("repositoryPolicy") ? 1 : 0;
        }
        return count;
    }

    /** The CPU time its process has used so far, in seconds. */
    double cpuSeconds() {
        return process.figures().cpuSeconds();
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(http.get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
