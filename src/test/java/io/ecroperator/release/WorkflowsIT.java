package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.GoProgram;
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
}
