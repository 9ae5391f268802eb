package io.ecroperator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the pull secrets of the packaged operator, as {@link BenchMain} does its repositories: the result as JSON, the
 * promises as a table.
 */
public final class BenchSecretsMain {

    /** The whole result, as it is written. */
    record Result(
            BenchResult.Machine machine,
            int latencyMillis,
            List<String> jvmFlags,
            List<PullSecretsResult> results,
            List<Bar> bars) {}

    private BenchSecretsMain() {}

    /**
     * Runs from the project's folder, after the packages and the tests have been built.
     *
     * @throws IOException if something cannot be started or written
     */
    public static void main(String[] args) throws IOException {
        BenchOptions options = BenchOptions.parse("--namespaces", Path.of("target", "bench", "secrets.json"), args);
        Path directory = Files.createTempDirectory("ecr-operator-bench");
        List<PullSecretsResult> results = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (int namespaces : options.sizes()) {
            System.err.printf("%d namespaces; logs in %s%n", namespaces, directory);
            try (Bench bench = Bench.start(directory.resolve(String.valueOf(namespaces)), options.latencyMillis())) {
                PullSecretsResult result = new PullSecretsScenario(bench, namespaces).run();
                results.add(result);
                bars.addAll(PullSecretsBars.of(result));
            }
        }
        for (Bar bar : bars) {
            System.err.print(BenchTable.line(bar));
        }
        options.report(
                new Result(
                        BenchResult.Machine.here(), options.latencyMillis(), OperatorProcess.jvmFlags(), results, bars),
                bars);
    }
}
