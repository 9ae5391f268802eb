package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A server that runs beside the test JVM, with its output in a file.
 *
 * @param name what it is called in messages
 * @param process the running program
 * @param log where its stdout and stderr go
 */
public record ChildProcess(String name, Process process, Path log) {

    private static final int LOG_LINES_IN_MESSAGES = 30;

    /**
     * Starts a program whose log is {@code <directory>/<name>.log}, appended to if it exists.
     *
     * @throws IOException if it cannot be started
     */
    static ChildProcess start(String name, Path directory, List<String> command) throws IOException {
        return start(name, directory, command, Map.of());
    }

    /** The same with variables beside those of this JVM. */
    public static ChildProcess start(String name, Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(name, builder.start(), log);
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the program has ended. */
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Kills the program, as a crash would, and returns when it is gone. Its data is thrown away or made to last that. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The last lines of the log, for the message of a failed start. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_MESSAGES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
