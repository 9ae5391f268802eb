package io.ecroperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.GoProgram;
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
    void shouldPassTheJudgeOfTheOperatorFramework() {
        // When
        GoProgram.Result verdict = GoProgram.find("OPERATOR_VERIFY_DIR", "operator-verify")
                .run("", "manifests", OlmBundle.DIRECTORY.resolve("manifests").toString());

        // Then
        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
        assertThat(verdict.output()).doesNotContainIgnoringCase("error");
    }
}
