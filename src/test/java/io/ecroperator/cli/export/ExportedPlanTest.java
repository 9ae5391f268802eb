package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported, planned again. */
@ExtendWith(AmbientCredentials.class)
class ExportedPlanTest {

    static Stream<Named<Consumer<Registry>>> accounts() {
        return Stream.of(
                Named.of("a varied one", VariedAccount::in), Named.of("examples of Terraform", TerraformExamples::in));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void shouldPlanNothingButTagsOfOwnership(Consumer<Registry> account, @TempDir Path directory) throws IOException {
        try (Emulator emulator = Emulator.start()) {
            account.accept(emulator.registry("123456789012", "eu-central-1"));
            String[] where = {"--endpoint-url=" + emulator.endpoint(), "--region=eu-central-1"};
            StringWriter out = new StringWriter();

            int exported = run(new StringWriter(), "export", "-d", directory.toString(), "--share", where[0], where[1]);
            int planned =
                    run(out, "plan", "-f", directory.toString(), "--cluster-name=prod", "-o=json", where[0], where[1]);

            assertThat(exported).isEqualTo(ExitCode.OK);
            assertThat(planned).as(out.toString()).isEqualTo(ExitCode.CHANGES);
            JsonNode plan = new ObjectMapper().readTree(out.toString());
            assertThat(plan.path("summary").properties())
                    .filteredOn(result -> result.getValue().asInt() > 0)
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("TAKE_OVER", "UNCHANGED");
            assertThat(plan.path("objects").valueStream().flatMap(object -> object.path("steps")
                            .valueStream()))
                    .allSatisfy(step -> assertThat(step.path("effect").asText()).isEqualTo("TAKE_OVER"));
        }
    }

    private static int run(StringWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
