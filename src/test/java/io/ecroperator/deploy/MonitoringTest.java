package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped alerts speak of metrics and labels that the operator has, and lead whom they wake to a page that exists. */
class MonitoringTest {

    private static final String HOME = "https://ecr-operator.io/";

    private static final String RUNBOOKS = "docs/troubleshooting.md";

    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    /** An alert; its text is its name, by which a failure is found. */
    record Alert(JsonNode rule) {

        String text(String... path) {
            JsonNode node = rule;
            for (String name : path) {
                node = node.path(name);
            }
            return node.asText();
        }

        @Override
        public String toString() {
            return text("alert");
        }
    }

    static List<Alert> alerts() throws IOException {
        ObjectMapper yaml = new YAMLMapper();
        List<Alert> alerts = new ArrayList<>();
        for (Path file : GeneratedManifests.rules()) {
            yaml.readTree(file.toFile())
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .map(Alert::new)
                    .forEach(alerts::add);
        }
        return alerts;
    }

    @Test
    void shouldHaveAlertsOfDifferentNames() throws IOException {
        assertThat(alerts()).isNotEmpty().extracting(Alert::toString).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveAllAlertsInTheFileForThePrometheusOperator() throws IOException {
        // When
        JsonNode rule = new YAMLMapper().readTree(GeneratedManifests.PROMETHEUS_RULE.toFile());

        // Then
        assertThat(rule.path("kind").asText()).isEqualTo("PrometheusRule");
        assertThat(rule.path("spec")
                        .path("groups")
                        .valueStream()
                        .flatMap(group -> group.path("rules").valueStream())
                        .map(Alert::new))
                .containsExactlyElementsOf(alerts());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldNameMetricsAndLabelsThatExist(Alert alert) {
        // When
        PromExpression expression = new PromExpression(alert.text("expr"));

        // Then
        assertThat(expression.problems()).isEmpty();
        assertThat(LABEL_IN_TEXT
                        .matcher(alert.rule().path("annotations").toString())
                        .results())
                .extracting(label -> label.group(1))
                .isSubsetOf(expression.groupedBy());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldSayHowBadItIsAndWhatToLookAt(Alert alert) {
        assertThat(alert.text("alert")).matches("Ecr[A-Za-z]+");
        assertThat(alert.text("for")).matches("[1-9][0-9]*m");
        assertThat(alert.text("labels", "severity")).isIn("warning", "critical");
        assertThat(alert.text("annotations", "summary")).hasSizeGreaterThan(20).endsWith(".");
        assertThat(alert.text("annotations", "description"))
                .hasSizeGreaterThan(40)
                .containsIgnoringCase("look at")
                .endsWith(".");
        String runbook = alert.text("annotations", "runbook_url");
        assertThat(runbook)
                .isEqualTo(HOME + RUNBOOKS + "#" + alert.text("alert").toLowerCase(Locale.ROOT));
        assertThat(leads(runbook.substring(HOME.length()))).as(runbook).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ecr_operator_leader_total == 1                                            | unknown metric ecr_operator_leader_total
                    max(ecr_operator_pull_secrets_stale) > 0                                  | unknown metric ecr_operator_pull_secrets_stale
                    ecr_operator_token_mints > 0                                              | unknown metric ecr_operator_token_mints
                    ecr_operator_leader{pod="a"} == 1                                         | ecr_operator_leader has no label pod
                    rate(ecr_operator_token_mints_total{registry=~"a,b{}",kind!="ok"}[1h])    | ecr_operator_token_mints_total has no label kind
                    min by (namespace, host) (ecr_operator_pull_secret_expiry_seconds) < 1    | ecr_operator_pull_secret_expiry_seconds has no label host
                    sum by (outcome) (1 + (ecr_operator_token_minted_at_seconds)) > 0         | ecr_operator_token_minted_at_seconds has no label outcome
                    ecr_operator_leader and on (kind) ecr_operator_reconciles_total           | ecr_operator_leader has no label kind
                    sum by (registry) (increase(ecr_operator_token_mints_total[1h]) > 0       | parentheses that do not close
                    sum(ecr_operator_reconciles_total) by (kind)                              | a clause that this reader does not know
                    time() > 0                                                                | no metric
                    """)
    void shouldFindWhatIsWrongWithAnExpression(String expression, String problem) {
        assertThat(new PromExpression(expression).problems()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecr_operator_leader",
                "sum by (kind, reason) (rate(ecr_operator_reconciles_total{kind=\"EcrPullSecret\", reason!=\"\"}[5m] offset 1h)) > 0.5",
                "ecr_operator_leader == bool 1 or max by (operation) (ecr_operator_aws_calls_seconds_max) > 1e3",
            })
    void shouldFindNothingWrongWithAnExpressionThatIsRight(String expression) {
        assertThat(new PromExpression(expression).problems()).isEmpty();
    }

    @Test
    void shouldSeeAPageOrHeadingThatIsNotThere() {
        assertThat(leads("docs/troubleshooting.md#hands-off-quickly")).isTrue();
        assertThat(leads("docs/troubleshooting.md#hands-off-slowly")).isFalse();
        assertThat(leads("docs/trouble.md#hands-off-quickly")).isFalse();
        assertThat(leads("docs/troubleshooting.md")).isFalse();
    }

    /** Whether a page of the project has the heading; anchors are made as GitHub makes them. */
    private static boolean leads(String url) {
        String[] parts = url.split("#", 2);
        Path page = Path.of(parts[0]);
        return parts.length == 2
                && Files.exists(page)
                && HEADING.matcher(InstallManifests.text(page))
                        .results()
                        .map(heading -> heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                                .replace(' ', '-'))
                        .anyMatch(parts[1]::equals);
    }
}
