package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped dashboard speaks of metrics and labels that exist, and Grafana can place its panels. */
class DashboardTest {

    private static final Path DASHBOARD = Path.of("deploy", "monitoring", "dashboard.json");
    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final int WIDTH = 24;

    /** Labels that Prometheus gives to what it scrapes of a target. */
    private static final List<String> OF_TARGETS = List.of("job", "instance");

    /** What others in the cluster measure of our containers: the kubelet, and kube-state-metrics. */
    private static final Map<String, List<String>> OF_THE_CLUSTER = Map.of(
            "container_memory_working_set_bytes", List.of("namespace", "pod", "container"),
            "kube_pod_container_resource_limits", List.of("namespace", "pod", "container", "resource"));

    /** One query of a panel; its text is the panel's title. */
    record Query(String panel, String expression, String legend) {

        @Override
        public String toString() {
            return panel + ": " + expression;
        }
    }

    static List<Query> queries() throws IOException {
        return panels().stream()
                .flatMap(panel -> panel.path("targets")
                        .valueStream()
                        .map(target -> new Query(
                                panel.path("title").asText(),
                                target.path("expr").asText(),
                                target.path("legendFormat").asText())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldNameMetricsAndLabelsThatExist(Query query) {
        // When
        PromExpression expression = new PromExpression(query.expression(), metrics());

        // Then
        assertThat(expression.problems()).isEmpty();
        assertThat(IN_LEGEND.matcher(query.legend()).results().map(label -> label.group(1)))
                .isSubsetOf(expression.groupedBy());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldLookBackAsFarAsTheScrapesNeed(Query query) {
        if (query.expression().matches(".*\\b(rate|increase)\\(.*")) {
            assertThat(query.expression()).contains("[$__rate_interval]").doesNotContainPattern("\\[\\d");
        }
    }

    @Test
    void shouldShowEveryMetric() throws IOException {
        // Given
        String all = queries().stream().map(Query::expression).collect(Collectors.joining("\n"));

        // When
        List<Metric> missing = Stream.of(Metric.values())
                .filter(metric -> metric.prometheusNames().stream().noneMatch(all::contains))
                .toList();

        // Then
        assertThat(missing)
                .as("metrics that no panel shows, beside what the others tell better")
                .containsExactlyInAnyOrder(Metric.TOKEN_MINTED_AT, Metric.AWS_ATTEMPTS);
    }

    @Test
    void shouldLetUsersChooseTheDataSourceAndKeepItsAddress() throws IOException {
        // Given
        JsonNode dashboard = dashboard();
        Set<String> variables = dashboard
                .path("templating")
                .path("list")
                .valueStream()
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(dashboard.path("uid").asText()).isEqualTo("ecr-operator");
        assertThat(dashboard.has("id")).as("the number in somebody's Grafana").isFalse();
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
        assertThat(VARIABLE.matcher(dashboard.toString()).results().map(name -> name.group(1)))
                .allMatch(name -> variables.contains(name) || name.startsWith("__"));
    }

    @Test
    void shouldPlaceEachPanelOnce() throws IOException {
        // Given
        List<String> taken = new ArrayList<>();

        // When
        for (JsonNode panel : panels()) {
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    taken.add(x + "," + y);
                }
            }
        }

        // Then
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(panels()).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels()).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
        assertThat(panels())
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank());
    }

    /** Ours, the JVM's as the process serves them, and those of the cluster. */
    private static Map<String, List<String>> metrics() {
        Map<String, List<String>> metrics = new HashMap<>(OF_THE_CLUSTER);
        for (Metric metric : Metric.values()) {
            for (String name : metric.prometheusNames()) {
                metrics.put(
                        name,
                        Stream.concat(metric.tagKeys().stream(), OF_TARGETS.stream())
                                .toList());
            }
        }
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        Matcher samples = SAMPLE.matcher(registry.scrape());
        while (samples.find()) {
            metrics.put(
                    samples.group(1),
                    Stream.concat(
                                    LABEL.matcher(samples.group(2)).results().map(label -> label.group(1)),
                                    OF_TARGETS.stream())
                            .toList());
        }
        return metrics;
    }

    private static List<JsonNode> panels() throws IOException {
        return dashboard().path("panels").valueStream().toList();
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }
}
