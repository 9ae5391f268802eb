package io.ecroperator.cli;

import io.ecroperator.cli.export.ExportCommand;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.cli.outcome.Mistakes;
import io.ecroperator.cli.plan.PlanCommand;
import io.ecroperator.cli.token.TokenCommand;
import io.ecroperator.cli.validate.ValidateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code ecr-operator --help} shows; its commands are its subcommands. */
@Command(
        name = "ecr-operator",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        header = "Keeps AWS ECR as declared in Kubernetes.",
        description = {
            "Without a command it is the operator: it runs until it is stopped, and takes its settings from the environment"
                    + " (ECR_OPERATOR_…). A command does one thing and ends.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it went well",
            "1:it failed, or the command line makes no sense",
            "2:of plan: there is something to do; of export: something may not be read"
        },
        subcommands = {
            CompletionCommand.class,
            ExportCommand.class,
            PlanCommand.class,
            TokenCommand.class,
            ValidateCommand.class,
            VersionCommand.class
        })
public final class EcrOperatorCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** The command line with all commands. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new EcrOperatorCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // -f takes several paths: a misspelt option after them is not one more.
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setExitCodeExceptionMapper(any -> ExitCode.FAILED)
                .setParameterExceptionHandler(new Mistakes())
                .setExecutionExceptionHandler(new Failures());
        // Options are inherited by commands, who prints the version is not.
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .versionProvider(new Version()));
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }
}
