package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that {@code hack/<name>/build} makes of a Go module, and that says what others make of our files.
 *
 * @param path where it is
 * @param environment variables that it gets beside ours
 */
public record GoProgram(Path path, Map<String, String> environment) {

    private static final long ENDS_WITHIN_SECONDS = 120;

    /**
     * What a run ended with.
     *
     * @param exitCode 0 for success
     * @param output what it printed, errors too
     */
    public record Result(int exitCode, String output) {}

    /**
     * The program in the directory that an environment variable names.
     *
     * @param variable such as {@code PROMTOOL_DIR}
     * @param name of the program, and of the goal of make that builds it
     * @throws IllegalStateException if it is not there; the message says what to do
     */
    public static GoProgram find(String variable, String name) {
        return find(variable, name, name);
    }

    /** The same where the goal of make has another name than the program. */
    public static GoProgram find(String variable, String name, String goal) {
        Path program = Optional.ofNullable(System.getenv(variable))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .orElseThrow(() -> new IllegalStateException(
                        "No " + name + ": set " + variable + " to the directory that make " + goal + " prints"));
        return new GoProgram(program, Map.of());
    }

    /** The same program with these variables. */
    public GoProgram with(Map<String, String> variables) {
        return new GoProgram(path, variables);
    }

    /** Runs it with these arguments and this text on its standard input, from the directory of the build. */
    public Result run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        try {
            Path in = Files.createTempFile("ecr-operator-", ".in");
            Path out = Files.createTempFile("ecr-operator-", ".out");
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(path + " does not end: " + Files.readString(out));
            }
            String output = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(in);
            Files.delete(out);
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
