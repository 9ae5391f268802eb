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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
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

    /** ECR has taken it all, so nothing is an error; what is no good practice there is none in Git either. */
    @Test
    void shouldBeValidAndWarnOfWhatTheAccountHas(@TempDir Path directory) throws IOException {
        try (Emulator emulator = Emulator.start()) {
            VariedAccount.in(emulator.registry("123456789012", "eu-central-1"));
            StringWriter out = new StringWriter();

            int exported = run(
                    new StringWriter(),
                    "export",
                    "--endpoint-url=" + emulator.endpoint(),
                    "--region=eu-central-1",
                    "--registry=prod",
                    "--namespace=team-a",
                    "--share",
                    "-d",
                    directory.toString());
            int valid = run(out, "validate", "-f", directory.toString(), "-o=json");

            assertThat(exported).isEqualTo(ExitCode.OK);
            assertThat(valid).as(out.toString()).isEqualTo(ExitCode.OK);
            assertThat(new ObjectMapper()
                            .readTree(out.toString())
                            .path("findings")
                            .valueStream()
                            .collect(Collectors.groupingBy(
                                    finding -> finding.path("id").asText(), Collectors.counting())))
                    .isEqualTo(Map.of(
                            "mutable-tags",
                            (long) VariedAccount.REPOSITORIES / 2,
                            "no-lifecycle-policy",
                            (long) VariedAccount.WITHOUT_LIFECYCLE_POLICY,
                            // the registry policy lets another account create, and there is a template for that
                            "creatable-by-push",
                            1L,
                            // the template's, and the one that repositories share
                            "open-principal",
                            2L));
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
