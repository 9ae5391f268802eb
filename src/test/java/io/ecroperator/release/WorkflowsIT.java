package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.crd.YamlInDocs;
import io.ecroperator.support.GoProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

/** actionlint's opinion of the workflows. {@code make test} builds it and names its directory in {@code ACTIONLINT_DIR}. */
class WorkflowsIT {

    @Test
    void shouldPassActionlint() {
        // When
        GoProgram.Result verdict =
                GoProgram.find("ACTIONLINT_DIR", "actionlint").run("", "-no-color");

        // Then
        assertThat(verdict.output()).isEmpty();
        assertThat(verdict.exitCode()).isZero();
    }

    /** Those that pages show to be copied. */
    @Test
    void shouldPassActionlintOnPages() {
        List<YamlInDocs> workflows = YamlInDocs.all().stream()
                .filter(block -> block.text().contains("\non:\n"))
                .toList();

        assertThat(workflows).isNotEmpty().allSatisfy(workflow -> {
            GoProgram.Result verdict =
                    GoProgram.find("ACTIONLINT_DIR", "actionlint").run(workflow.text(), "-no-color", "-");
            assertThat(verdict.output()).isEmpty();
            assertThat(verdict.exitCode()).isZero();
        });
    }
}
