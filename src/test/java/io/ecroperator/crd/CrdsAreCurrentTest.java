package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdsAreCurrentTest {

    @Test
    void shouldEqualTheCommittedFilesWhenGenerated() throws IOException {
        // Given
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(GeneratedCrds.DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        // When
        Map<String, String> generated = GeneratedCrds.files();

        // Then
        assertThat(generated.keySet()).as("files in crds/; run make crds").isEqualTo(committed.keySet());
        generated.forEach((name, text) -> assertThat(text)
                .as("crds/%s is not current; run make crds", name)
                .isEqualTo(committed.get(name)));
    }
}
