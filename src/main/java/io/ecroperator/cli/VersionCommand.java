package io.ecroperator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.outcome.ExitCode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the version. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version.")
final class VersionCommand implements Callable<Integer> {

    /** How the version is told. */
    private enum Output {
        TABLE,
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, String> data = Map.of("version", Version.current());
        String text =
                switch (output) {
                    case TABLE -> "ecr-operator " + Version.current();
                    case JSON -> new ObjectMapper().writeValueAsString(data);
                    case YAML -> new YAMLMapper().writeValueAsString(data).strip();
                };
        spec.commandLine().getOut().println(text);
        return ExitCode.OK;
    }
}
