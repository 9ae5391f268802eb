package io.ecroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EcrOperatorCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = EcrOperatorCommand.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void shouldPrintTheVersion() {
        assertThat(run("version")).isZero();
        assertThat(out).hasToString("ecr-operator development\n");
    }

    @Test
    void shouldPrintTheVersionForPrograms() {
        assertThat(run("version", "-o=json")).isZero();
        assertThat(run("version", "-o=yaml")).isZero();
        assertThat(out).hasToString("{\"version\":\"development\"}\n---\nversion: \"development\"\n");
    }

    @Test
    void shouldSayWhatIsWrongWithACommandThatIsNotThere() {
        assertThat(run("exprot")).isEqualTo(1);
        assertThat(err.toString()).contains("exprot").contains("Did you mean: ecr-operator export?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithAnOptionWithoutBuryingItUnderTheHelp() {
        assertThat(run("export", "--reigon", "eu-central-1")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ecr-operator export: Unknown options: '--reigon', 'eu-central-1'",
                        "Possible solutions: --region, --repository, --registry",
                        "All options: ecr-operator export --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldNotTakeAMisspeltOptionForOneMorePath() {
        assertThat(run("validate", "-f", "a.yaml", "--igore", "mutable-tags")).isEqualTo(1);
        assertThat(err.toString()).startsWith("ecr-operator validate: Unknown option: '--igore'");
    }

    /** A script passes on names that others chose. */
    @Test
    void shouldLetNoArgumentAndNoFileSteerTheTerminal() {
        assertThat(run("\u001b[2J")).isEqualTo(1);
        assertThat(run("validate", "-f", "\u001b[2J.yaml")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Unmatched argument at index 0: '\\u001b[2J'", "\\u001b[2J.yaml does not exist.")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldTellChoicesAsTheyAreWritten() {
        assertThat(run("export", "--region", "eu-central-1", "--kinds", "EcrRegistry,EcrRepo"))
                .isEqualTo(1);
        assertThat(run("validate", "-f", "a.yaml", "-o", "sarfi")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "'EcrRepo' is no value of --kinds; there are EcrRegistry, EcrRegistryConfiguration,",
                        "'sarfi' is no value of --output; there are table,")
                .doesNotContain("TABLE", "REGISTRY");
    }

    @Test
    void shouldListItsCommandsInTheHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: ecr-operator")
                .contains("version")
                .contains("Exit codes:");
    }
}
