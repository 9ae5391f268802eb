package io.ecroperator.bench;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applies the same repositories under several CRDs, each in a namespace of its own.
 *
 * @param cluster nobody else uses it
 */
record SchemaScenario(LocalCluster cluster) {

    private static final Path COMPARISON = Path.of("src", "test", "resources", "bench", "comparison-crd.yaml");

    /** One apply of all objects. */
    private record Cost(double seconds, double apiServerCpuSeconds) {}

    /** Makes the CRDs of the directory and the comparison known. */
    void install(Path crds) {
        kubectl("", "apply", "--server-side", "-f", crds.toString(), "-f", COMPARISON.toString());
        kubectl("", "wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
    }

    /** One result for each spelling of the policies in an EcrRepository; a round to warm up is not counted. */
    List<SchemaResult> run(int objects, int rounds) {
        Map<SchemaContent, List<Cost>> costs = new EnumMap<>(SchemaContent.class);
        for (int round = -1; round < rounds; round++) {
            List<SchemaContent> order = List.of(SchemaContent.values());
            for (SchemaContent content : round % 2 == 0 ? order : order.reversed()) {
                Cost cost = apply(content, objects);
                if (round >= 0) {
                    costs.computeIfAbsent(content, key -> new ArrayList<>()).add(cost);
                }
            }
        }
        List<Cost> comparison = costs.get(SchemaContent.COMPARISON);
        return costs.entrySet().stream()
                .map(entry -> result(entry.getKey(), objects, entry.getValue(), comparison))
                .filter(result -> !result.content().equals(SchemaContent.COMPARISON.title()))
                .toList();
    }

    private Cost apply(SchemaContent content, int objects) {
        String namespace = cluster.createNamespace("schema");
        String manifests = IntStream.range(0, objects)
                .mapToObj(number -> content.manifest("service-%04d".formatted(number)))
                .collect(Collectors.joining("---\n"));
        double before = apiServerCpuSeconds();
        long start = System.nanoTime();
        kubectl(manifests, "apply", "--server-side", "-n", namespace, "-f", "-");
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(seconds, apiServerCpuSeconds() - before);
    }

    private double apiServerCpuSeconds() {
        String metrics = kubectl("", "get", "--raw", "/metrics").stdout();
        return new PrometheusText(metrics)
                .sums("process_cpu_seconds_total", labels -> "all")
                .get("all");
    }

    private KubectlResult kubectl(String input, String... args) {
        KubectlResult result = cluster.kubectlWithInput(input, args);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("kubectl " + args[0] + ": " + result.stderr());
        }
        return result;
    }

    private static SchemaResult result(SchemaContent content, int objects, List<Cost> costs, List<Cost> comparison) {
        return new SchemaResult(
                content.title(),
                objects,
                median(costs.stream().map(Cost::seconds).toList()),
                median(costs.stream().map(Cost::apiServerCpuSeconds).toList()),
                median(ratios(costs, comparison, Cost::seconds)),
                median(ratios(costs, comparison, Cost::apiServerCpuSeconds)));
    }

    private static List<Double> ratios(List<Cost> costs, List<Cost> comparison, ToDoubleFunction<Cost> figure) {
        return IntStream.range(0, costs.size())
                .mapToObj(round -> figure.applyAsDouble(costs.get(round)) / figure.applyAsDouble(comparison.get(round)))
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
