package io.ecroperator.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Helm that users have, Helm 3 or Helm 4. The programs are in the directory that the environment variable {@code HELM_DIR}
 * names; {@code make helm} builds them and prints it.
 */
public enum Helm {
    HELM_3("3"),
    HELM_4("4");

    /** The chart, from the directory of the build. */
    public static final Path CHART = Path.of("charts", "ecr-operator");

    private static final long SECONDS = 120;

    private final String folder;

    Helm(String folder) {
        this.folder = folder;
    }

    /**
     * What a run left behind.
     *
     * @param exitCode 0 if it did what it was asked to
     * @param stdout its standard output
     * @param stderr its standard error
     */
    public record Result(int exitCode, String stdout, String stderr) {

        /**
         * The standard output of a run that succeeded.
         *
         * @throws IllegalStateException if it did not; the message is Helm's
         */
        public String orThrow() {
            if (exitCode != 0) {
                throw new IllegalStateException(stderr + stdout);
            }
            return stdout;
        }
    }

    /** Runs it without a cluster. */
    public Result run(String... args) {
        return run(Map.of(), List.of(args));
    }

    /** Runs it without a cluster and with these variables, say {@code HTTPS_PROXY} to reach a registry. */
    public Result with(Map<String, String> environment, String... args) {
        return run(environment, List.of(args));
    }

    /** Runs it on the cluster of that kubeconfig. */
    public Result on(Path kubeconfig, String... args) {
        return run(Map.of("KUBECONFIG", kubeconfig.toString()), List.of(args));
    }

    /** The objects that the chart makes as the release {@code ecr-operator} in the namespace {@code ecr-operator}. */
    public Result template(List<String> values) {
        List<String> args =
                new ArrayList<>(List.of("template", "ecr-operator", CHART.toString(), "--namespace", "ecr-operator"));
        args.addAll(values);
        return run(Map.of(), args);
    }

    private Result run(Map<String, String> environment, List<String> args) {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(args);
        try {
            Path home = Files.createTempDirectory("ecr-operator-helm-");
            Path stdout = home.resolve("stdout");
            Path stderr = home.resolve("stderr");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HELM_"));
            builder.environment().put("HOME", home.toString());
            builder.environment().put("KUBECONFIG", "/dev/null");
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("helm " + args.getFirst() + " took longer than " + SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while helm ran", e));
        }
    }

    private Path program() {
        Path program = Optional.ofNullable(System.getenv("HELM_DIR"))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, folder, "helm"))
                .orElseThrow(() -> new IllegalStateException(
                        "No Helm to test with: run make helm, and set HELM_DIR to the directory it prints"));
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("No executable " + program + ": run make helm");
        }
        return program;
    }
}
