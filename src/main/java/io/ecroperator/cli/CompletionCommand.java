package io.ecroperator.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        header = "Print a completion script for bash and zsh.",
        description = {
            "The script completes commands, options and their values where the program is called ecr-operator, such as by"
                    + " a shell alias or script that runs the image."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(ecr-operator completion)",
            "  ecr-operator completion > /etc/bash_completion.d/ecr-operator"
        })
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
