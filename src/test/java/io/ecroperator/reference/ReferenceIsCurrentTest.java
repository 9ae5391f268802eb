package io.ecroperator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceIsCurrentTest {

    @Test
    void shouldEqualTheCommittedPagesWhenGenerated() throws IOException {
        // Given
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(GenerateReference.DIRECTORY)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        // When
        List<ReferencePage> pages = GenerateReference.pages();

        // Then
        assertThat(pages)
                .as("files in docs/reference; run make reference")
                .extracting(ReferencePage::fileName)
                .containsExactlyInAnyOrderElementsOf(committed.keySet());
        assertThat(pages).allSatisfy(page -> assertThat(page.text())
                .as("docs/reference/%s is not current; run make reference", page.fileName())
                .isEqualTo(committed.get(page.fileName())));
    }
}
