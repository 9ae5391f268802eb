package io.ecroperator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of {@code hack/release}, on a copy of the files that they read and write. */
class ReleaseScriptsTest {

    private static final List<String> FILES =
            List.of("hack/release", "pom.xml", "hack/image/pom.xml", "charts/ecr-operator/Chart.yaml", "CHANGELOG.md");

    @TempDir
    private Path project;

    @BeforeEach
    void copyFiles() throws IOException {
        for (String file : FILES) {
            try (Stream<Path> paths = Files.walk(Path.of(file))) {
                paths.filter(Files::isRegularFile).forEach(this::copy);
            }
        }
    }

    @Test
    void shouldSayWhatIsMissingUntilNothingIs() throws Exception {
        // Then
        assertThat(run("check", "9.8.7").output()).contains("pom.xml (", "run hack/release/versions 9.8.7");

        // When
        assertThat(run("versions", "9.8.7").status()).isZero();

        // Then
        assertThat(run("check", "9.8.7").output()).contains("CHANGELOG.md says nothing about 9.8.7");

        // When
        write("CHANGELOG.md", "# Changelog\n\n## 9.8.7\n\n### Added\n- A thing.\n\n## 9.8.6\n- Another.\n");

        // Then
        assertThat(run("check", "9.8.7").output()).contains("there is no crds/released/9.8.7");

        // When
        Files.createDirectories(project.resolve("crds/released/9.8.7"));

        // Then
        assertThat(run("check", "9.8.7")).isEqualTo(new ScriptResult(0, ""));
    }

    @Test
    void shouldRefuseATextThatIsNoVersion() throws Exception {
        assertThat(run("check", "main; ls").output()).contains("is no version");
    }

    @Test
    void shouldPrintTheSectionOfOneVersion() throws Exception {
        // Given
        write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\n### Added\n- A thing.\n\n## 0.9.0\n- Another.\n");

        // Then
        assertThat(run("changelog", "1.0.0").output()).isEqualTo("### Added\n- A thing.\n");
        assertThat(run("changelog", "0.9.0").output()).isEqualTo("- Another.\n");
        assertThat(run("changelog", "1.0").status()).isOne();
    }

    @Test
    void shouldWriteTheVersionEverywhereAndNothingElse() throws Exception {
        // Given
        String before = Files.readString(project.resolve("pom.xml"));

        // When
        run("versions", "9.8.7");

        // Then
        assertThat(run("versions").output().lines()).hasSize(4).allMatch(line -> line.startsWith("9.8.7 "));
        assertThat(Files.readString(project.resolve("pom.xml")))
                .isEqualTo(before.replaceFirst("<version>[^<]+", "<version>9.8.7"));
    }

    private ScriptResult run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                project.resolve("hack/release").resolve(script).toString()),
                        Stream.of(arguments))
                .toList();
        return ScriptResult.of(project, command.toArray(String[]::new));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    private void copy(Path file) {
        try {
            Path target = project.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
