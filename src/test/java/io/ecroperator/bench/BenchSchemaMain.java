package io.ecroperator.bench;

import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the API server and kubectl spend on EcrRepositories, against a CRD with the field shapes of ACK's Repository
 * and no rule: {@code kubectl apply --server-side} of so many objects of equal content, in rounds that alternate.
 */
public final class BenchSchemaMain {

    private static final int ROUNDS = 7;
    private static final double PROMISED_RATIO = 1.15;

    /** The whole result, as it is written. */
    record Result(BenchResult.Machine machine, int rounds, List<SchemaResult> results, List<Bar> bars) {}

    private BenchSchemaMain() {}

    /**
     * Runs from the project's folder, after the tests have been built.
     *
     * @throws IOException if something cannot be started or written
     */
    public static void main(String[] args) throws IOException {
        BenchOptions options =
                BenchOptions.parse("--repositories", Path.of("target", "bench", "schema.json"), List.of(500), args);
        List<SchemaResult> results = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        try (LocalCluster cluster = LocalCluster.start()) {
            SchemaScenario scenario = new SchemaScenario(cluster);
            scenario.install(GeneratedCrds.DIRECTORY);
            for (int objects : options.sizes()) {
                for (SchemaResult result : scenario.run(objects, ROUNDS)) {
                    results.add(result);
                    bars.add(new Bar(
                            "%d objects %s, seconds against the comparison".formatted(objects, result.content()),
                            result.secondsRatio(),
                            PROMISED_RATIO));
                }
            }
        }
        for (Bar bar : bars) {
            System.err.print(BenchTable.line(bar));
        }
        options.report(new Result(BenchResult.Machine.here(), ROUNDS, results, bars), bars);
    }
}
