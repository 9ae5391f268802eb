package io.ecroperator.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.cli.outcome.CommandException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFilesTest {

    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api, namespace: team-a}
            spec:
              tags: {team: a}
            """;

    @TempDir
    private Path directory;

    private static Manifests read(String text) {
        InputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new ManifestFiles(input).read(List.of("-"));
    }

    private static String value(String yaml) {
        return read("apiVersion: v1\nkind: Test\nvalue: " + yaml + "\n")
                .all()
                .getFirst()
                .tree()
                .path("value")
                .toString();
    }

    @Test
    void shouldReadAllDocumentsWithTheirPlaces() {
        Manifests manifests = read(
                "---\n" + REPOSITORY + "---\n# nothing\n---\napiVersion: v1\nkind: Namespace\n"
                        + "metadata: {name: team-a, labels: {ecr: prod}}\n---\n{\"apiVersion\": \"v1\", \"kind\": \"Secret\"}\n");

        assertThat(manifests.all())
                .extracting(manifest -> manifest.place().inWords())
                .containsExactly(
                        "standard input, document 1, line 2",
                        "standard input, document 3, line 10",
                        "standard input, document 4, line 14");
        assertThat(manifests.ours()).extracting(Manifest::inWords).containsExactly("EcrRepository team-a/api");
        assertThat(manifests.objects(EcrRepository.class).map(object -> object.getSpec()
                        .tags()))
                .containsExactly(Map.of("team", "a"));
        assertThat(manifests
                        .objects(Namespace.class)
                        .map(namespace -> namespace.getMetadata().getLabels()))
                .containsExactly(Map.of("ecr", "prod"));
        assertThat(manifests.others()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheItemsOfAList() {
        assertThat(read("apiVersion: v1\nkind: List\nitems:\n- "
                                + REPOSITORY.strip().replace("\n", "\n  ") + "\n")
                        .ours())
                .extracting(Manifest::name)
                .containsExactly("api");
    }

    @Test
    void shouldReadDirectoriesSortedAndWithAllBelow() throws IOException {
        Files.createDirectories(directory.resolve("b/c"));
        for (String file : List.of("b/c/2.yml", "a.yaml", "d.json", "README.md")) {
            Files.writeString(
                    directory.resolve(file),
                    file.endsWith("json")
                            ? "{\"apiVersion\": \"v1\", \"kind\": \"Other\"}"
                            : REPOSITORY.replace("api,", file.charAt(0) + "1,"));
        }

        assertThat(new ManifestFiles(InputStream.nullInputStream())
                        .read(List.of(directory.toString()))
                        .all())
                .extracting(manifest ->
                        directory.relativize(Path.of(manifest.place().source())) + " " + manifest.kind())
                .containsExactly("a.yaml EcrRepository", "b/c/2.yml EcrRepository", "d.json Other");
    }

    /** By what kubectl sends to the API server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes | true",
                "'yes' | \"yes\"",
                "off | false",
                "12 | 12",
                "012 | 10",
                "0x1f | 31",
                "0o17 | 15",
                "1_000 | 1000",
                "12345678901234567890 | 12345678901234567890",
                "!!str 12 | \"12\"",
                "1.50 | 1.50",
                "1e3 | 1E+3",
                "2026-11-30 | \"2026-11-30\"",
                "12:30 | \"12:30\"",
                "~ | null",
                "n | false",
                "1_0.5 | 10.5",
                "08 | 8",
                "1.2.3 | \"1.2.3\"",
                "-x | \"-x\"",
                "[a, {b: c}] | [\"a\",{\"b\":\"c\"}]",
                "{12: a, yes: b} | {\"12\":\"a\",\"true\":\"b\"}",
            })
    void shouldTakeScalarsAsKubectlDoes(String yaml, String json) {
        assertThat(value(yaml)).isEqualTo(json);
    }

    @Test
    void shouldFollowAliasesAndMerges() {
        assertThat(value("{base: &base {a: 1, b: 2}, both: {<<: *base, b: 3}, same: *base}"))
                .isEqualTo("{\"base\":{\"a\":1,\"b\":2},\"both\":{\"b\":3,\"a\":1},\"same\":{\"a\":1,\"b\":2}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [1 | standard input, document 2, line 6 is no YAML: expected ',' or ']'",
                "a: 1\\na: 2 | standard input, document 2, line 6 is no YAML: the key a is there twice",
                "a: &x [*x] | standard input, document 2, line 5 is no YAML: more than 100 levels",
                "just text | standard input, document 2, line 5 is no manifest: it needs apiVersion and kind.",
                "kind: A | standard input, document 2, line 5 is no manifest: it needs apiVersion and kind.",
                "a: 1\\nb: BELL | standard input, line 6 is no YAML: it holds the character U+0007.",
                "apiVersion: ecr-operator.io/v2\\nkind: EcrRepository | standard input, document 2, line 5: no matches for kind"
                        + " \"EcrRepository\" in version \"ecr-operator.io/v2\". ecr-operator.io/v1alpha1 has ClusterEcrPullSecret, Ecr",
                "apiVersion: ecr-operator.io/v1alpha1\\nkind: EcrRepo | standard input, document 2, line 5: no matches for kind",
                "apiVersion: ecr-operator.io\\nkind: EcrRepository | standard input, document 2, line 5: no matches for kind",
            })
    void shouldSayWhereAndWhatIsWrong(String document, String message) {
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: A\n\n---\n"
                        + document.replace("\\n", "\n").replace("BELL", "\007") + "\n"))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldRefuseWhatHasTooManyLevels() {
        assertThatThrownBy(() -> read("a: " + "[".repeat(20_000) + "]".repeat(20_000)))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("standard input, document 1 is no YAML: Nesting Depth exceeded max 100");
    }

    /** Fifty aliases, which stand for 2^25 values. */
    @Test
    void shouldRefuseAliasesThatStandForTooMuch() {
        StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: A\na0: &a0 [x]\n");
        for (int level = 1; level <= 25; level++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(level, level - 1));
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is no YAML: its aliases stand for more than 100000 values.");
    }

    @Test
    void shouldTakeAsManyAliasesAsAnObjectHasRoomFor() {
        assertThat(value("{base: &base {a: 1}, all: [" + "*base, ".repeat(500) + "]}"))
                .contains("{\"a\":1},{\"a\":1}");
    }

    @Test
    void shouldRefuseWhatIsNoTextInUtf8() {
        InputStream latin = new ByteArrayInputStream("apiVersion: v1\nkind: Ä\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new ManifestFiles(latin).read(List.of("-")))
                .isInstanceOf(CommandException.class)
                .hasMessage("standard input is no text in UTF-8: save it as UTF-8, or leave it out.");
    }

    /** Else a misspelt path passes for manifests without a fault. */
    @Test
    void shouldRefuseADirectoryWithoutManifests() throws IOException {
        Files.writeString(directory.resolve("README.md"), "none");

        assertThatThrownBy(() -> new ManifestFiles(InputStream.nullInputStream()).read(List.of(directory.toString())))
                .isInstanceOf(CommandException.class)
                .hasMessage(directory + " has no file that ends in .yaml, .yml, .json.");
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        assertThatThrownBy(() -> new ManifestFiles(InputStream.nullInputStream()).read(List.of("nowhere.yaml")))
                .isInstanceOf(CommandException.class)
                .hasMessage("nowhere.yaml does not exist.");
    }

    @Test
    void shouldKnowAllKindsThatTheCrdsHave() throws IOException {
        try (Stream<Path> crds = Files.list(Path.of("crds"))) {
            assertThat(OurKinds.all().stream().map(HasMetadata::getFullResourceName))
                    .containsExactlyInAnyOrderElementsOf(
                            crds.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith("-v1.yml"))
                                    .map(name -> name.replace("-v1.yml", ""))
                                    .toList());
        }
    }
}
