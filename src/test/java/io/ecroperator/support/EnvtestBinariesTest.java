package io.ecroperator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvtestBinariesTest {

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhatToRunWhenAProgramIsMissing() throws IOException {
        // Given
        program("etcd");
        program("kubectl");

        // Then
        assertThatThrownBy(() -> EnvtestBinaries.in(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No executable kube-apiserver")
                .hasMessageContaining("run make envtest (or set ENVTEST_DIR)");
    }

    @Test
    void shouldFindTheProgramsWhenAllAreThere() throws IOException {
        // Given
        Path etcd = program("etcd");
        Path apiServer = program("kube-apiserver");
        Path kubectl = program("kubectl");

        // When
        EnvtestBinaries binaries = EnvtestBinaries.in(directory);

        // Then
        assertThat(binaries).isEqualTo(new EnvtestBinaries(etcd, apiServer, kubectl));
    }

    private Path program(String name) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
