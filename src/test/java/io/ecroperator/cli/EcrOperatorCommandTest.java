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
    void shouldSayWhatIsWrongWithACommandThatIsNotThere() {
        assertThat(run("exprot")).isEqualTo(1);
        assertThat(err.toString()).contains("exprot").contains("Did you mean: ecr-operator export?");
        assertThat(out.toString()).isEmpty();
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
