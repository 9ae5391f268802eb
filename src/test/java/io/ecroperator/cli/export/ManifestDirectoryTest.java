package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A directory that is exported into, and what is there already. */
@ExtendWith(AmbientCredentials.class)
class ManifestDirectoryTest {

    private static final String NOT_OF_THIS_EXPORT = " that are not of this export, and stay: ";

    private final Exports exports = new Exports();
    private final Registry registry = exports.registry();

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        registry.createRepository("team-a/api");
        registry.createRepository("team-a/web");
        registry.createRepository("tools");
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    private void export(String... more) {
        exports.export(
                Stream.concat(Stream.of("-d=" + directory), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void shouldWriteAFileForEachObject() {
        exports.export("--kinds=EcrRepository", "--namespace=team-a", "-d=" + directory.resolve("ecr"));

        Map<String, String> files = files(directory.resolve("ecr"));
        assertThat(files.keySet())
                .containsExactly(
                        "ecrrepository-team-a-api.yaml", "ecrrepository-team-a-web.yaml", "ecrrepository-tools.yaml");
        assertThat(files.get("ecrrepository-tools.yaml")).isEqualTo("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata:
                          name: tools
                          namespace: team-a
                        spec:
                          imageTagMutability: MUTABLE
                          imageScanningConfiguration:
                            scanOnPush: false
                          encryptionConfiguration:
                            encryptionType: AES256
                          adoptionPolicy: IfUnowned
                        """);
    }

    @Test
    void shouldNotTouchAFileThatIsTheSame() throws IOException {
        export("--kinds=EcrRepository");
        Path file = directory.resolve("ecrrepository-tools.yaml");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        export("--kinds=EcrRepository");

        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldNameFilesOfWhatIsGone() throws IOException {
        registry.call(
                "CreatePullThroughCacheRule", "{\"ecrRepositoryPrefix\":\"quay\",\"upstreamRegistryUrl\":\"quay.io\"}");
        export();
        registry.deleteRepository("team-a/web");
        registry.call("DeletePullThroughCacheRule", "{\"ecrRepositoryPrefix\":\"quay\"}");
        Files.writeString(directory.resolve("kustomization.yaml"), "resources: []\n");
        Files.writeString(directory.resolve("ecrlifecyclepolicy-standard.yaml"), "kind: EcrLifecyclePolicy\n");
        assertThat(exports.err()).doesNotContain(NOT_OF_THIS_EXPORT);

        export();

        assertThat(exports.err())
                .contains("Files in " + directory + NOT_OF_THIS_EXPORT
                        + "ecrpullthroughcacherule-quay.yaml, ecrrepository-team-a-web.yaml. ");
        assertThat(directory.resolve("ecrrepository-team-a-web.yaml")).exists();
    }

    @Test
    void shouldSayNothingOfWhatIsNotAskedFor() {
        String policy = """
                {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan",
                "countNumber": 1}, "action": {"type": "expire"}}]}""";
        registry.putLifecyclePolicy("team-a/api", policy);
        registry.putLifecyclePolicy("tools", policy);
        export("--share");

        export("--share", "--repository=team-a/*");
        export("--kinds=EcrPullThroughCacheRule");

        assertThat(exports.err()).doesNotContain(NOT_OF_THIS_EXPORT);

        registry.deleteRepository("tools");
        export("--share");

        assertThat(exports.err())
                .containsPattern(NOT_OF_THIS_EXPORT
                        + "ecrlifecyclepolicy-lifecycle-[0-9a-f]{12}\\.yaml, ecrrepository-tools\\.yaml\\. ");
    }

    @Test
    void shouldNotWriteOverObjectsOfAnotherNamespace() {
        export("--kinds=EcrRepository", "--namespace=team-a");
        Map<String, String> before = files(directory);
        registry.createRepository("another");
        StringWriter out = new StringWriter();

        int code = exports.run(out, "--kinds=EcrRepository", "--namespace=team-b", "-d=" + directory);

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(exports.err())
                .contains("ecrrepository-team-a-api.yaml has an object of the namespace team-a, and would be one of"
                        + " team-b. Nothing is written: name a directory of its own for each namespace.");
        assertThat(files(directory)).isEqualTo(before);
    }

    private static Map<String, String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(),
                    ManifestDirectoryTest::read,
                    (one, other) -> one,
                    TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
