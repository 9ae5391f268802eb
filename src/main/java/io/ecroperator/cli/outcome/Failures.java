package io.ecroperator.cli.outcome;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.cli.terminal.TerminalText;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints failures that people can mend as sentences; what is a fault of the program keeps its stack trace. */
public final class Failures implements IExecutionExceptionHandler {

    /** The operator's remedy speaks of its ServiceAccount; a command is mostly run by a person. */
    public static final String LOG_IN = "Name a --profile that has keys or a role, or set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, as eval \"$(aws configure export-credentials --format env)\" does for any login of the"
            + " AWS CLI; in a Pod, give its ServiceAccount a role.";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        String message =
                switch (failure) {
                    case CommandException known -> known.getMessage();
                    case AwsException aws -> inWords(aws.failure());
                    default -> throw failure;
                };
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + TerminalText.lines(message));
        return ExitCode.FAILED;
    }

    /** AWS's answer, and what to do about it where that is known. */
    public static String inWords(AwsFailure failure) {
        String end = failure.message().endsWith(".") ? "" : ".";
        return failure.operation() + ": " + failure.code() + ": " + failure.message() + end
                + remedy(failure).map(remedy -> " " + remedy).orElse("");
    }

    private static Optional<String> remedy(AwsFailure failure) {
        return failure.code().equals("NoCredentials") ? Optional.of(LOG_IN) : failure.remedy();
    }
}
