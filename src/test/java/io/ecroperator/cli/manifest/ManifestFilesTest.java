package io.ecroperator.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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

    /** Each of them would otherwise hide the faults of all others. */
    @Test
    void shouldReadWhatIsBesideWhatCannotBeRead() throws IOException {
        // Given
        Files.write(directory.resolve("latin.yaml"), "kind: Ä".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(
                directory.resolve("mixed.yaml"),
                String.join(
                        "---\n",
                        REPOSITORY,
                        "a: [1\n",
                        "a: \u0007\n",
                        "a: 1\na: 2\n",
                        "kind: A\n",
                        REPOSITORY.replace("EcrRepository", "EcrRepo"),
                        "apiVersion: v1\nkind: List\nitems:\n- {kind: A}\n- {apiVersion: v1, kind: A}\n",
                        REPOSITORY));

        // When
        Manifests found = new ManifestFiles(InputStream.nullInputStream()).readAll(List.of(directory.toString()));

        // Then
        assertThat(found.all())
                .extracting(
                        each -> each.place().document(), each -> each.place().line(), Manifest::kind)
                .containsExactly(tuple(1, 1, "EcrRepository"), tuple(7, 26, "A"), tuple(8, 28, "EcrRepository"));
        assertThat(found.unreadable().stream().map(Unreadable::inWords))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .endsWith("latin.yaml is no text in UTF-8: save it as UTF-8, or leave it out."),
                        one -> assertThat(one)
                                .contains("mixed.yaml, document 2, line 8 is no YAML: expected ',' or ']'"),
                        one -> assertThat(one).contains("document 3, line 9 is no YAML: it holds the character U+0007"),
                        one -> assertThat(one).contains("document 4, line 12 is no YAML: the key a is there twice"),
                        one -> assertThat(one).contains("document 5, line 14 is no manifest"),
                        one -> assertThat(one).contains("document 6, line 16 is of no kind"),
                        one -> assertThat(one).contains("document 7, line 25 is no manifest"));
    }

    /** By what the YAML specification says of documents, and the parser of one that is not taken apart. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "DOC ; 1:1",
                "# comment\\n\\nDOC ; 1:3",
                "---\\nDOC---\\nDOC--- ; 1:2 2:5",
                "%YAML 1.1\\n--- # begins\\nDOC ; 1:3",
                "DOC...\\n%YAML 1.1\\n---\\nDOC ; 1:1 2:6",
                "DOC...\\n# the end\\n ; 1:1",
                "---\\r\\nDOC---\\r\\nDOC ; 1:2 2:5",
                "---\\n# nothing\\n---\\nDOC ; 2:4",
                "DOCtext: |\\n  ---\\n  a\\n---\\nDOC ; 1:1 2:7",
                "DOCtext: ---\\nmore: '---'\\n---- : a\\n---\\nDOC ; 1:1 2:7",
                "--- {apiVersion: v1, kind: A}\\n--- {apiVersion: v1, kind: A} ; 1:1 2:2",
                "{apiVersion: v1, kind: A}\\n{apiVersion: v1, kind: A} ; 1:1 2:2",
                "{\\n'apiVersion': v1, 'kind': A\\n}\\n\\n{\\n'apiVersion': v1, 'kind': A\\n} ; 1:1 2:5",
                "{apiVersion: v1, kind: A}\\n---\\n{apiVersion: v1, kind: A} ; 1:1 2:3",
                "{apiVersion: v1, kind: AList, items: [\\n{apiVersion: v1, kind: A},\\n# }\\n{apiVersion: v1, kind: A}\\n]} ; 1:2 1:4",
                "\uFEFF# comment\\n---\\nDOC ; 1:3",
            })
    void shouldTellDocumentsApart(String text, String places) {
        assertThat(read(text.replace("\\r", "\r").replace("\\n", "\n").replace("DOC", "apiVersion: v1\nkind: A\n"))
                        .all())
                .extracting(each -> each.place().document() + ":" + each.place().line())
                .containsExactly(places.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2:3",
        "spec, 5:3",
        "spec.base.a, 6:17",
        "spec.missing, 5:3",
        "spec.list[1], 9:7",
        "spec.list[1].name, 9:9",
        "spec.list[7], 7:5",
        "spec.tags.a.b, 10:12",
        "spec.tags[a.b], 10:12",
        "spec.tags.a.b.c, 10:20",
        "spec.tags.x, 10:5",
        "spec.same.a, 6:17",
        "spec.merged.a, 6:17",
        "spec.merged.c, 12:25",
        "nothing.at.all, 2:3",
    })
    void shouldKnowWhereFieldsAre(String field, String lineAndColumn) {
        Location found = read("""
                        {"apiVersion": "v1", "kind": "List", "items": [
                          {apiVersion: ecr-operator.io/v1alpha1,
                          kind: EcrRepository,
                          metadata: {name: api},
                          spec: {
                            base: &a {  a: 1},
                            list: [
                              0,
                              { "name": 1 }],
                            tags: {a.b: 1, a.b.c: 2},
                            same: *a,
                            merged: {<<: *a,    c: 1}}}]}
                        """).all().getFirst().location().of(field);

        assertThat(found.line() + ":" + found.column()).isEqualTo(lineAndColumn);
    }

    /** What the parser needs for a text without a break grows with the square of its length: 10 MB took minutes. */
    @Test
    void shouldNotParseALineThatNoObjectHasRoomFor() {
        String most = "a".repeat(ManifestReader.LONGEST_LINE);

        assertThatThrownBy(() -> read(REPOSITORY + "---\nkind: A\nvalue: " + most + "\n---\n" + REPOSITORY))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "standard input, document 2, line 6 has a line of more than 1.5 MiB, as no object that Kubernetes can"
                                + " store has: break it, as jq . does.");
        assertThat(read(REPOSITORY + "# " + most.substring(2)).all()).hasSize(1);
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
                "1e999 | \"1e999\"",
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
                "a: {<<: [1]} | standard input, document 2, line 5 is no YAML: << takes mappings only.",
                "a: &x [*x] | standard input, document 2, line 5 is no YAML: more than 100 levels",
                "just text | standard input, document 2, line 5 is no manifest: it needs apiVersion and kind.",
                "kind: A | standard input, document 2, line 5 is no manifest: it needs apiVersion and kind.",
                "a: 1\\nb: BELL | standard input, document 2, line 6 is no YAML: it holds the character U+0007.",
                "apiVersion: ecr-operator.io/v2\\nkind: EcrRepository | standard input, document 2, line 5 is of no kind that there is: no matches for kind"
                        + " \"EcrRepository\" in version \"ecr-operator.io/v2\". ecr-operator.io/v1alpha1 has ClusterEcrPullSecret, Ecr",
                "apiVersion: ecr-operator.io/v1alpha1\\nkind: EcrRepo | standard input, document 2, line 5 is of no kind that there is: no matches for kind",
                "apiVersion: ecr-operator.io\\nkind: EcrRepository | standard input, document 2, line 5 is of no kind that there is: no matches for kind",
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
                .hasMessageStartingWith(
                        "standard input, document 1, line 1 is no YAML: Nesting Depth exceeded max 100");
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
