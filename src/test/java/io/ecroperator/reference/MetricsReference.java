package io.ecroperator.reference;

import static io.ecroperator.reference.Table.text;

import io.ecroperator.metrics.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of the operator's own metrics. */
record MetricsReference() implements ReferenceSource {

    @Override
    public List<ReferencePage> pages() {
        Table metrics = new Table(
                List.of("Name", "Type", "Unit", "Labels", "Meaning"),
                Stream.of(Metric.values()).map(MetricsReference::row).toList());
        String page = """
                # Metrics

                In Prometheus' format at `/q/metrics` on port 8080. Names and labels are public API. No label holds a
                repository or an account, and those of one metric only an object, a pull secret, so the number of series stays
                bounded. A series with labels appears when it is first counted.

                %s
                Beside these are the usual `jvm_*`, `process_*` and `system_*` of Micrometer.
                """.formatted(metrics.markdown());
        return List.of(new ReferencePage("metrics.md", page));
    }

    private static List<String> row(Metric metric) {
        return List.of(
                codes(metric.prometheusNames()),
                metric.type().name().toLowerCase(Locale.ROOT),
                metric.unit(),
                codes(metric.tagKeys()),
                text(metric.meaning()));
    }

    private static String codes(List<String> names) {
        return names.stream().map(Table::code).collect(Collectors.joining(", "));
    }
}
