package io.ecroperator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this one, with its output in a file. */
final class ServerProcess implements AutoCloseable {

    private static final int LOG_LINES_IN_MESSAGES = 20;
    private static final long STOPS_WITHIN_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program with the variables of this one but for those of AWS, and with the given ones.
     *
     * @throws IOException if it cannot be started
     */
    static ServerProcess start(String name, Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Also when this program is told to end: nothing that it started stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-" + name));
        return new ServerProcess(name, process, log);
    }

    /** What it has used so far. */
    ProcessFigures figures() {
        return ProcessFigures.of(process.pid());
    }

    /**
     * Fails when it has ended.
     *
     * @throws IllegalStateException with the end of its log
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended:\n" + logTail());
        }
    }

    /** The last lines that it wrote. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_MESSAGES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Tells it to end, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
