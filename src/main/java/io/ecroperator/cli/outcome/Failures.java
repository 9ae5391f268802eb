package io.ecroperator.cli.outcome;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints failures that people can mend as sentences; what is a fault of the program keeps its stack trace. */
public final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        String message =
                switch (failure) {
                    case CommandException known -> known.getMessage();
                    case AwsException aws -> inWords(aws.failure());
                    default -> throw failure;
                };
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        return ExitCode.FAILED;
    }

    /** AWS's answer, and what to do about it where that is known. */
    public static String inWords(AwsFailure failure) {
        String end = failure.message().endsWith(".") ? "" : ".";
        return failure.operation() + ": " + failure.code() + ": " + failure.message() + end
                + failure.remedy().map(remedy -> " " + remedy).orElse("");
    }
}
