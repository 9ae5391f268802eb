package io.ecroperator.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotoServerTest {

    @Test
    void shouldSayWhatToRunWhenNoDirectoryIsGiven() {
        // Then
        assertThatThrownBy(() -> MotoServer.python(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run make test");
        assertThatThrownBy(() -> MotoServer.python(Optional.of(" "))).hasMessageContaining("run make test");
    }

    @Test
    void shouldSayWhatToRunWhenTheDirectoryHasNoPython(@TempDir Path directory) {
        // Then
        assertThatThrownBy(() -> MotoServer.python(Optional.of(directory.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No executable " + directory)
                .hasMessageContaining("run make test");
    }
}
