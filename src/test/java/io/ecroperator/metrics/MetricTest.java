package io.ecroperator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

    private static final Pattern SERIES = Pattern.compile("(?m)^(ecr_operator\\w+?)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @ParameterizedTest
    @EnumSource(Metric.class)
    void shouldAppearInPrometheusUnderTheDocumentedNames(Metric metric) {
        // Given
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        String[] values = metric.tagKeys().toArray(String[]::new);

        // When
        switch (metric.type()) {
            case COUNTER -> metric.counter(registry, values).increment();
            case GAUGE -> metric.gauge(registry, this, any -> 1, values);
            case TIMER -> metric.timer(registry, values).record(Duration.ofMillis(3));
        }

        // Then
        String scraped = registry.scrape();
        List<MatchResult> series = SERIES.matcher(scraped).results().toList();
        assertThat(series)
                .extracting(match -> match.group(1))
                .containsExactlyInAnyOrderElementsOf(metric.prometheusNames());
        assertThat(series)
                .allSatisfy(match -> assertThat(labels(match)).containsExactlyInAnyOrderElementsOf(metric.tagKeys()));
        assertThat(scraped).containsPattern("# HELP " + metric.id() + "\\w* " + Pattern.quote(metric.meaning()));
    }

    @Test
    void shouldRefuseWhenAValueOfATagIsMissing() {
        assertThatThrownBy(() -> Metric.DRIFT_FOUND.counter(new SimpleMeterRegistry(), "EcrRepository"))
                .hasMessageContaining("ecr_operator_drift_found")
                .hasMessageContaining("facet");
    }

    private static List<String> labels(MatchResult series) {
        return series.group(2) == null
                ? List.of()
                : LABEL.matcher(series.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .toList();
    }
}
