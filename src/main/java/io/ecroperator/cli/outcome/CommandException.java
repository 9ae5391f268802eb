package io.ecroperator.cli.outcome;

/** Ends a command with {@link ExitCode#FAILED}. Its message is all that is printed: what is wrong, and what to do about it. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure that whoever runs the command can mend. */
    public CommandException(String message) {
        super(message);
    }

    /** The same, after another exception. */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
