package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedManifestsTest {

    @Test
    void shouldEqualTheCommittedFiles() {
        assertThat(GeneratedManifests.all()).isNotEmpty().allSatisfy((file, text) -> assertThat(text)
                .as("%s is not current; run make manifests", file)
                .isEqualTo(InstallManifests.text(file)));
    }
}
