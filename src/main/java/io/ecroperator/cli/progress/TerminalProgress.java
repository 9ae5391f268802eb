package io.ecroperator.cli.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line on standard error that is written over and over, and is gone at the end; nothing where that is no terminal. */
public final class TerminalProgress {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private TerminalProgress() {}

    /** On that terminal, if it is one. */
    public static Progress on(PrintWriter err) {
        return isTerminal() ? new ProgressLine(err, System::nanoTime) : (what, done, all) -> {};
    }

    /** Java tells of standard input and output only; where the system does not tell either, there is no progress. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(STANDARD_ERROR).toString().matches("/dev/(pts/|tty).*");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
