package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The bundle in {@code deploy/olm}, and what the Operator Framework's own program says of it. {@code make test} builds that program
 * and names its directory in {@code OPERATOR_VERIFY_DIR}.
 */
class OlmBundleIT {

    @Test
    void shouldBeWhatTheChartRenders() {
        OlmBundle.files(Helm.HELM_4).forEach((file, text) -> assertThat(file)
                .as("%s is not current; run make install-manifests", file)
                .hasContent(text));
    }

    @Test
    void shouldPassTheJudgeOfTheOperatorFramework() throws Exception {
        // Given
        String directory = Optional.ofNullable(System.getenv("OPERATOR_VERIFY_DIR"))
                .orElseThrow(() -> new IllegalStateException("OPERATOR_VERIFY_DIR is not set: run make test"));

        // When
        Process judge = new ProcessBuilder(
                        Path.of(directory, "operator-verify").toString(),
                        "manifests",
                        OlmBundle.DIRECTORY.resolve("manifests").toString())
                .redirectErrorStream(true)
                .start();
        String verdict = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(judge.waitFor()).as(verdict).isZero();
        assertThat(verdict).doesNotContainIgnoringCase("error");
    }
}
