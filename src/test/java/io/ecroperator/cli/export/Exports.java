package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Runs of export against a stand-in for AWS. */
final class Exports implements AutoCloseable {

    private final StringWriter err = new StringWriter();
    private final Emulator emulator = Emulator.start();

    Emulator emulator() {
        return emulator;
    }

    /** What is exported. */
    Registry registry() {
        return emulator.registry("123456789012", "eu-central-1");
    }

    /** What all runs have printed on standard error. */
    String err() {
        return err.toString();
    }

    /** A run that may fail; its exit code. */
    int run(StringWriter out, String... arguments) {
        return run(out, emulator.endpoint(), arguments);
    }

    private int run(StringWriter out, URI endpoint, String... arguments) {
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of("export", "--endpoint-url=" + endpoint, "--region=eu-central-1"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** A run that goes well; what it has printed. */
    String export(String... arguments) {
        return exportFrom(emulator.endpoint(), arguments);
    }

    /** The same from elsewhere. */
    String exportFrom(URI endpoint, String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(run(out, endpoint, arguments)).as(err()).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    /** Kind and name of each object, in their order. */
    static List<String> names(String manifests) {
        return Stream.of(manifests.split("---\n"))
                .map(document -> document.replaceAll("(?s).*\nkind: (\\w+)\nmetadata:\n  name: ([^\n]+).*", "$1 $2"))
                .toList();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
