package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.support.GoProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus' own tool takes the shipped alerts, and they fire when they should and not before. */
class AlertRulesIT {

    private static final Path TESTS = Path.of("src", "test", "resources", "promtool");
    private static final Pattern ALERT_NAME = Pattern.compile("alertname=\"(\\w+)\"");
    private static final ObjectMapper YAML = new YAMLMapper();

    private final GoProgram promtool = GoProgram.find("PROMTOOL_DIR", "promtool");

    static List<Path> rules() {
        return GeneratedManifests.rules();
    }

    static List<Path> tests() {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldBeRulesThatPrometheusTakes(Path rules) {
        // When
        GoProgram.Result result = promtool.run("", "check", "rules", "--lint=all", "--lint-fatal", rules.toString());

        // Then
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("SUCCESS");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void shouldFireAsTheTestsSay(Path tests) {
        // When
        GoProgram.Result result = promtool.run("", "test", "rules", tests.toString());

        // Then
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("SUCCESS");
    }

    @Test
    void shouldHaveATestInWhichEachAlertFires() throws IOException {
        // Given
        List<String> alerts =
                MonitoringTest.alerts().stream().map(Object::toString).toList();

        // When
        List<String> firing = tests().stream().flatMap(AlertRulesIT::firing).toList();

        // Then
        assertThat(firing).containsAll(alerts);
        assertThat(alerts).containsAll(firing);
    }

    private static Stream<String> firing(Path tests) {
        try {
            return YAML.readTree(tests.toFile()).findValues("exp_samples").stream()
                    .flatMap(JsonNode::valueStream)
                    .map(sample -> sample.path("labels").asText())
                    .flatMap(labels -> ALERT_NAME.matcher(labels).results())
                    .map((MatchResult name) -> name.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
