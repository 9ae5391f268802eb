package io.ecroperator.cli.outcome;

import io.ecroperator.cli.terminal.TerminalText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with a command line, and where its options are. The help itself would push that off the screen. */
public final class Mistakes implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + TerminalText.lines(mistake.getMessage()));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("All options: " + name + " --help");
        return ExitCode.FAILED;
    }
}
