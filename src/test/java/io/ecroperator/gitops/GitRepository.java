package io.ecroperator.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Git repository on this machine, with the branch {@code main}.
 *
 * @param directory its work tree
 */
record GitRepository(Path directory) {

    /** An empty one. */
    static GitRepository create(Path directory) throws IOException {
        GitRepository created = new GitRepository(Files.createDirectories(directory));
        created.git("init", "--quiet", "--initial-branch=main");
        return created;
    }

    /** Where others fetch it. */
    String url() {
        return "file://" + directory.toAbsolutePath();
    }

    /** Writes a file that the next commit has; its path starts in the work tree. */
    void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Copies a directory and all in it. */
    void copy(Path from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(to + "/" + from.relativize(file), Files.readString(file));
            }
        }
    }

    /** Leaves a file out of the next commit. */
    void remove(String path) throws IOException {
        Files.delete(directory.resolve(path));
    }

    /** Commits all that was changed, and returns the commit. */
    String commit(String message) {
        git("add", "--all");
        git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", message);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            // Not the settings of whoever runs the tests, nor a repository around them.
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
