package io.ecroperator.cli;

import io.ecroperator.cli.terminal.TerminalText;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What libraries log while a command runs: warnings, one line each, on standard error. The operator's log is Quarkus' affair. */
final class CommandLog {

    /** Without the stack trace, which helps nobody who runs a command; a fault of the command itself keeps its own. */
    private static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord entry) {
            String cause = entry.getThrown() == null ? "" : ": " + entry.getThrown();
            return entry.getLevel().getName() + " " + entry.getLoggerName() + ": "
                    + TerminalText.line(formatMessage(entry) + cause)
                    + System.lineSeparator();
        }
    }

    /** Warns of each kind with an alpha version, which is all of ours; the operator's own log leaves it out too. */
    private static final String WARNS_OF_ALPHAS = "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";

    private CommandLog() {}

    /** Sends the log there, from now on. Without it Quarkus' log manager keeps all until a Quarkus starts, which none does. */
    static void useStandardError() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler standardError = new ConsoleHandler();
        standardError.setLevel(Level.WARNING);
        standardError.setFormatter(new OneLine());
        standardError.setFilter(entry -> !WARNS_OF_ALPHAS.equals(entry.getLoggerName()));
        root.setLevel(Level.WARNING);
        root.addHandler(standardError);
    }
}
