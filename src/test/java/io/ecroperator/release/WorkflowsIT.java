package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** actionlint's opinion of the workflows. {@code make test} builds it and names its directory in {@code ACTIONLINT_DIR}. */
class WorkflowsIT {

    @Test
    void shouldPassActionlint() throws Exception {
        // Given
        String directory = Optional.ofNullable(System.getenv("ACTIONLINT_DIR"))
                .orElseThrow(() -> new IllegalStateException("ACTIONLINT_DIR is not set: run make test"));

        // When
        ScriptResult result =
                ScriptResult.of(Path.of("."), Path.of(directory, "actionlint").toString(), "-no-color");

        // Then
        assertThat(result.output()).isEmpty();
        assertThat(result.status()).isZero();
    }
}
