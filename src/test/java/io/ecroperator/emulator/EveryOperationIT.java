package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each operation of both services answers boto3, whose model says which there are. */
class EveryOperationIT {
    private static final String ACCOUNT = "111122223333";
    private static final Path SCRIPT = Path.of("src", "test", "resources", "emulator", "every_operation.py");
    private static final int SECONDS = 60;

    /** What cannot be otherwise after the calls before it: the backfill is over at once, so that there is nothing to stop. */
    private static final Map<String, String> REFUSED =
            Map.of("ecr StopReplicationBackfill", "ReplicationBackfillInvalidStatusException");

    @Test
    void shouldAnswerEachOperationOfTheModel() throws IOException, InterruptedException {
        // When
        List<JsonNode> calls;
        try (Emulator emulator = Emulator.start()) {
            calls = calls(emulator);
        }

        // Then
        assertThat(calls)
                .filteredOn(call -> call.path("service").asText().equals("ecr"))
                .hasSizeGreaterThanOrEqualTo(62);
        assertThat(calls)
                .filteredOn(call -> call.path("service").asText().equals("ecr-public"))
                .hasSizeGreaterThanOrEqualTo(23);
        assertThat(calls).allSatisfy(call -> {
            String name =
                    call.path("service").asText() + " " + call.path("operation").asText();
            assertThat(call.path("code").asText()).as(name).isEqualTo(REFUSED.getOrDefault(name, "OK"));
        });
    }

    private static List<JsonNode> calls(Emulator emulator) throws IOException, InterruptedException {
        String moto =
                Objects.requireNonNull(System.getenv("MOTO_DIR"), "MOTO_DIR: the directory that make moto prints");
        ProcessBuilder python = new ProcessBuilder(
                        Path.of(moto, "bin", "python").toString(), SCRIPT.toString())
                .redirectErrorStream(true);
        python.environment().put("AWS_ENDPOINT_URL", emulator.endpoint().toString());
        python.environment().put("AWS_ACCESS_KEY_ID", ACCOUNT);
        python.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
        Process process = python.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().map(line -> Json.parse(line).orElseThrow()).toList();
    }
}
