package io.ecroperator.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a program has said.
 *
 * @param status its exit status
 * @param output standard output and error
 */
record ScriptResult(int status, String output) {

    /** Runs a program to its end. */
    static ScriptResult of(Path directory, String... command) throws IOException, InterruptedException {
        return of(directory, Map.of(), command);
    }

    /** Runs a program to its end, with these variables beside those of the tests. */
    static ScriptResult of(Path directory, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new ScriptResult(process.waitFor(), output);
    }
}
