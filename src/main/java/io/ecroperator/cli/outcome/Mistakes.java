package io.ecroperator.cli.outcome;

import io.ecroperator.cli.terminal.TerminalText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with a command line, and where its options are. The help itself would push that off the screen. */
public final class Mistakes implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + TerminalText.lines(message(mistake)));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("All options: " + name + " --help");
        return ExitCode.FAILED;
    }

    /** Of a choice, picocli tells the names that its constants have in Java; the help tells how they are written. */
    private static String message(ParameterException mistake) {
        if (mistake.getCause() instanceof TypeConversionException
                && mistake.getArgSpec() instanceof OptionSpec option
                && option.auxiliaryTypes()[0].isEnum()
                && option.converters().length == 0) {
            return "'%s' is no value of %s; there are %s"
                    .formatted(
                            mistake.getValue(), option.longestName(), String.join(", ", option.completionCandidates()));
        }
        return mistake.getMessage();
    }
}
