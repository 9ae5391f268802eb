package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each directory under {@code golden/plan} is a case: {@code ecr.txt} (the calls that make what ECR holds) and
 * {@code manifests.yaml} lead to {@code plan.txt} (the exit code, and what is printed). No case writes.
 */
@ExtendWith(AmbientCredentials.class)
class PlanGoldenTest {

    private static final String ACCOUNT = "123456789012";

    /** Before the calls to ECR Public. */
    private static final String PUBLIC = "public ";

    private static final Path CASES = Path.of("src/test/resources/golden/plan");

    @TestFactory
    Stream<DynamicTest> shouldPlanAsRecorded() throws IOException {
        List<Path> cases;
        try (Stream<Path> directories = Files.list(CASES)) {
            cases = directories.sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(dir -> DynamicTest.dynamicTest(dir.getFileName().toString(), () -> check(dir)));
    }

    private static void check(Path dir) throws IOException {
        try (Emulator emulator = Emulator.start()) {
            // Given
            for (String line : Files.readAllLines(dir.resolve("ecr.txt"))) {
                Registry registry = line.startsWith(PUBLIC)
                        ? emulator.publicRegistry(ACCOUNT)
                        : emulator.registry(ACCOUNT, "ap-northeast-1");
                String call = line.startsWith(PUBLIC) ? line.substring(PUBLIC.length()) : line;
                registry.call(call.substring(0, call.indexOf(' ')), call.substring(call.indexOf(' ') + 1));
            }
            emulator.calls().reset();

            // When
            StringWriter out = new StringWriter();
            PrintWriter printed = new PrintWriter(out);
            int exit = EcrOperatorCommand.commandLine()
                    .setOut(printed)
                    .setErr(printed)
                    .execute(
                            "plan",
                            "-f=" + dir.resolve("manifests.yaml"),
                            "--cluster-name=prod",
                            "--region=ap-northeast-1",
                            "--endpoint-url=" + emulator.endpoint());

            // Then
            assertThat(emulator.calls().writes()).isEmpty();
            Path expected = dir.resolve("plan.txt");
            String told = "exit code " + exit + "\n"
                    + out.toString().replace(dir.resolve("manifests.yaml").toString(), "ecr.yaml");
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(expected, told);
            }
            assertThat(told).isEqualTo(Files.readString(expected));
        }
    }
}
