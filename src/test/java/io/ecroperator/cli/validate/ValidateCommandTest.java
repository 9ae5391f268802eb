package io.ecroperator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {

    private static final String NOTHING_TO_SAY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api, namespace: team-a, labels: {tier: web}}
            spec:
              repositoryName: team-a/api
              imageTagMutability: IMMUTABLE
              imageScanningConfiguration: {scanOnPush: true}
              lifecyclePolicy:
                rules:
                - rulePriority: 1
                  selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
                  action: {type: expire}
            """;

    private static final String SHARED_POLICY = """
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrLifecyclePolicy
            metadata: {name: keep-10, namespace: team-a}
            spec:
              repositorySelector: {matchLabels: {tier: web}}
              rules:
              - rulePriority: 1
                selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                action: {type: expire}
            """;

    private static final String REGISTRY = """
            ---
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata: {name: tokyo}
            spec:
              accountId: "123456789012"
              region: ap-northeast-1
              defaults: {imageTagMutability: IMMUTABLE, imageScanningConfiguration: {scanOnPush: true}}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int validate(String manifests, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), manifests);
        List<String> arguments = new ArrayList<>(List.of("validate", "-f", file.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() throws IOException {
        assertThat(validate(NOTHING_TO_SAY)).isZero();
        assertThat(out).hasToString("Nothing found in 1 object.\n");
    }

    @Test
    void shouldSayWhatTheApiServerWouldSayAndNoMore() throws IOException {
        assertThat(validate(NOTHING_TO_SAY.replace("repositoryName: team-a/api", "repositoryNam: Team")))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("all.yaml, document 1, line 1: EcrRepository team-a/api\n")
                .contains(
                        "  error    line 5: .spec.repositoryNam: field not declared in schema; did you mean repositoryName? (schema)\n")
                .endsWith("\n1 error, 0 warnings, 0 notes in 1 object.\n");
    }

    @Test
    void shouldTakeNothingThatAManifestSaysForMarkup() throws IOException {
        assertThat(validate(NOTHING_TO_SAY.replace("name: api", "name: '@|fg(none) api|@'")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("all.yaml, document 1, line 1: EcrRepository team-a/@|fg(none) api|@\n");
    }

    /** {@code ESC [ 8 m} hides what follows, and a line of its own looks like another finding. */
    @ParameterizedTest
    @EnumSource(Report.class)
    void shouldLetNoManifestSteerTheTerminal(Report format) throws IOException {
        assertThat(validate(
                        NOTHING_TO_SAY.replace("name: api", "name: \"\\e[8mapi\\x9b\\u202e\\n9 errors\""),
                        "-o",
                        format.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("[8mapi").doesNotContain("\u001b", "\u009b", "\u202e", "\n9 errors");
    }

    static Stream<Arguments> shouldFind() {
        return Stream.of(
                arguments(
                        Topic.POLICY,
                        NOTHING_TO_SAY.replaceAll("(?s)    rules:.*", """
                                    policyText: '{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 0}, "action": {"type": "expire"}}]}'
                                """),
                        "spec.lifecyclePolicy.policyText: rules[0] (rulePriority 1): countNumber"),
                arguments(
                        Topic.POLICY,
                        NOTHING_TO_SAY.replaceAll("(?s)    rules:.*", "    policyText: '{" + " ".repeat(100) + "'\n"),
                        "spec.lifecyclePolicy.policyText: "),
                arguments(
                        Topic.DECLARED_TWICE,
                        NOTHING_TO_SAY + "---\n" + NOTHING_TO_SAY,
                        "all.yaml, document 1, line 1 too"),
                arguments(
                        Topic.SAME_THING,
                        NOTHING_TO_SAY + "---\n" + NOTHING_TO_SAY.replace("name: api", "name: other"),
                        "spec.repositoryName: EcrRepository team-a/api in "),
                arguments(
                        Topic.ALL_TAGS_REQUIRED,
                        NOTHING_TO_SAY.replace(
                                "tagStatus: untagged", "tagStatus: tagged, tagPatternList: [latest, main]"),
                        "rules[0] (rulePriority 1) selects only images that match every entry"),
                arguments(
                        Topic.OPEN_PRINCIPAL,
                        NOTHING_TO_SAY + """
                                  repositoryPolicy:
                                    statements:
                                    - {sid: pull, effect: Allow, principal: {AWS: ["*"]}, action: ["ecr:BatchGetImage"]}
                                """,
                        "spec.repositoryPolicy.statements: the statement pull allows everybody"),
                arguments(Topic.OPEN_PRINCIPAL, NOTHING_TO_SAY + """
                                  repositoryPolicy:
                                    policyText: '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "ecr:*"}}'
                                """, "a statement without sid allows everybody"),
                arguments(Topic.OPEN_PRINCIPAL, """
                                apiVersion: ecr-operator.io/v1alpha1
                                kind: EcrPublicRepository
                                metadata: {name: tools, namespace: team-a}
                                spec:
                                  repositoryPolicy:
                                    statements:
                                    - {sid: push, effect: Allow, principal: {AWS: ["*"]}, action: ["ecr-public:PutImage"]}
                                """, "the statement push allows everybody"),
                arguments(
                        Topic.MUTABLE_TAGS,
                        NOTHING_TO_SAY.replace("imageTagMutability: IMMUTABLE", "imageTagMutability: MUTABLE"),
                        "spec.imageTagMutability: is MUTABLE"),
                arguments(
                        Topic.MUTABLE_TAGS,
                        NOTHING_TO_SAY.replace(
                                "imageTagMutability: IMMUTABLE",
                                "imageTagMutability: IMMUTABLE_WITH_EXCLUSION\n"
                                        + "  imageTagMutabilityExclusionFilters: [{filterType: WILDCARD, filter: '*'}]"),
                        "the filter * excludes every tag"),
                arguments(
                        Topic.NO_LIFECYCLE_POLICY,
                        NOTHING_TO_SAY.replaceAll("(?s)  lifecyclePolicy:.*", ""),
                        "no EcrLifecyclePolicy among the files reaches the repository"),
                arguments(
                        Topic.NO_SCAN_ON_PUSH,
                        NOTHING_TO_SAY.replace("scanOnPush: true", "scanOnPush: false"),
                        "spec.imageScanningConfiguration: nothing scans"),
                arguments(
                        Topic.DELETES_IMAGES,
                        NOTHING_TO_SAY + "  deletionPolicy: DeleteWithImages\n",
                        "deletes all images"),
                arguments(
                        Topic.NOT_AMONG_THE_FILES,
                        NOTHING_TO_SAY + "  registryRef: {name: tokyo}\n",
                        "spec.registryRef.name: EcrRegistry tokyo is not among the files."),
                arguments(
                        Topic.NOT_AMONG_THE_FILES,
                        NOTHING_TO_SAY.replaceAll("(?s)    rules:.*", "    ref: {name: keep-10}\n")
                                + SHARED_POLICY.replace("namespace: team-a", "namespace: team-b"),
                        "one in another namespace is not meant"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldFind(Topic topic, String manifests, String message) throws IOException {
        // When
        int exit = validate(manifests, "-o", "json");

        // Then
        JsonNode findings = new ObjectMapper().readTree(out.toString()).path("findings");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path("id").asText()).isEqualTo(topic.id());
            assertThat(finding.path("severity").asText())
                    .isEqualTo(topic.severity().id());
            assertThat(finding.path("field").asText() + ": "
                            + finding.path("message").asText())
                    .contains(message);
            assertThat(finding.path("source").asText()).endsWith("all.yaml");
        });
        assertThat(exit).isEqualTo(topic.severity() == Severity.ERROR ? 1 : 0);
    }

    static Stream<Arguments> shouldFindNothing() {
        return Stream.of(
                arguments(
                        "a shared policy selects it",
                        NOTHING_TO_SAY.replaceAll("(?s)  lifecyclePolicy:.*", "") + SHARED_POLICY),
                arguments(
                        "a shared policy reaches it by name",
                        NOTHING_TO_SAY.replaceAll("(?s)  lifecyclePolicy:.*", "")
                                + SHARED_POLICY.replaceAll(
                                        "repositorySelector: .*", "repositoryNamePatterns: [team-a/*]")),
                arguments(
                        "the registry has defaults",
                        NOTHING_TO_SAY
                                        .replace("  imageTagMutability: IMMUTABLE\n", "")
                                        .replace("  imageScanningConfiguration: {scanOnPush: true}\n", "")
                                + "  registryRef: {name: tokyo}\n" + REGISTRY),
                arguments(
                        "the registry scans",
                        NOTHING_TO_SAY.replace("  imageScanningConfiguration: {scanOnPush: true}\n", "") + """
                                ---
                                apiVersion: ecr-operator.io/v1alpha1
                                kind: EcrRegistryConfiguration
                                metadata: {name: scanning, namespace: team-a}
                                spec:
                                  scanning:
                                    rules:
                                    - scanFrequency: SCAN_ON_PUSH
                                      repositoryFilters: [{filter: "*", filterType: WILDCARD}]
                                """),
                arguments("everybody of an organization", NOTHING_TO_SAY + """
                                  repositoryPolicy:
                                    statements:
                                    - sid: pull
                                      effect: Allow
                                      principal: {AWS: ["*"]}
                                      action: ["ecr:BatchGetImage"]
                                      condition: {StringEquals: {"aws:PrincipalOrgID": [o-abcdefghij]}}
                                """),
                arguments(
                        "the same name in another registry",
                        NOTHING_TO_SAY + "---\n" + NOTHING_TO_SAY.replace("name: api", "name: other")
                                + "  registryRef: {name: tokyo}\n" + REGISTRY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldFindNothing(String why, String manifests) throws IOException {
        assertThat(validate(manifests)).as(out::toString).isZero();
        assertThat(out.toString()).startsWith("Nothing found");
    }

    /** CI reads the findings of all files, whatever is in one of them. */
    @Test
    void shouldJudgeTheRestWhereSomethingCannotBeRead() throws IOException {
        // When
        int exit = validate(
                NOTHING_TO_SAY + "---\nspec: [\n---\n" + NOTHING_TO_SAY.replace("scanOnPush: true", "scanOnPush: 1"),
                "-o",
                "json");

        // Then
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isEqualTo(1);
        assertThat(report.path("findings"))
                .extracting(
                        finding -> finding.path("id").asText(),
                        finding -> finding.path("document").asInt(),
                        finding -> finding.path("line").asInt(),
                        finding -> finding.path("column").asInt(),
                        finding -> finding.path("name").asText())
                .contains(tuple("unreadable", 2, 15, 1, ""), tuple("schema", 3, 22, 32, "api"));
        assertThat(report.at("/summary/objects").asInt()).isEqualTo(2);
    }

    @Test
    void shouldAnnotateAFileThatCannotBeReadAsAWhole() throws IOException {
        Files.write(directory.resolve("latin.yaml"), new byte[] {(byte) 0xc4});
        assertThat(validate(
                        NOTHING_TO_SAY, "-f", directory.resolve("latin.yaml").toString(), "-o", "github"))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("::error file=" + directory.resolve("latin.yaml")
                        + ",title=unreadable::is no text in UTF-8: save it as UTF-8, or leave it out.\n");
    }

    /** A pull request that mends a file has to pass. */
    @Test
    void shouldTakeForNewWhatCannotBeReadInTheBase() throws IOException {
        Path before = Files.writeString(directory.resolve("before.yaml"), "spec: [");
        assertThat(validate(NOTHING_TO_SAY, "--against", before.toString())).isZero();
        assertThat(err.toString())
                .startsWith("--against: " + before + ", document 1, line 1 is no YAML: ")
                .endsWith(". What is in it counts as new.\n");
    }

    /** An empty file is what a shell leaves where the command before the redirection has failed. */
    @Test
    void shouldNotPassWhereThereIsNothing() throws IOException {
        assertThat(validate("# nothing yet\n")).isEqualTo(1);
        assertThat(err.toString()).endsWith("There is no manifest in " + directory.resolve("all.yaml") + ".\n");
    }

    /** A disk that is full cuts what is redirected to it. */
    @Test
    void shouldFailWhereNotAllCanBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), NOTHING_TO_SAY);
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        int exit = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(full))
                .setErr(new PrintWriter(err))
                .execute("validate", "-f", file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("Standard output cannot be written to");
    }

    @Test
    void shouldPointAtThePartOfAPolicy() throws IOException {
        // When
        validate(NOTHING_TO_SAY + """
                  repositoryPolicy:
                    statements:
                    - {sid: pull, effect: Allow, principal: {AWS: ["111122223333"]}, action: ["ecr:BatchGetImage"]}
                    - {sid: all, effect: Allow, principal: {AWS: ["*"]}, action: ["ecr:BatchGetImage"]}
                    - {sid: list, effect: Allow, principal: {AWS: ["111122223333"]}, action: ["ecr:DescribeRegistry"]}
                """, "-o", "json");

        // Then
        assertThat(new ObjectMapper().readTree(out.toString()).path("findings"))
                .extracting(finding -> finding.path("id").asText(), finding -> finding.path("line")
                        .asInt())
                .containsExactly(tuple("policy", 17), tuple("open-principal", 16));
    }

    @Test
    void shouldNotTellWhatIsIgnored() throws IOException {
        String manifests = NOTHING_TO_SAY
                .replace("scanOnPush: true", "scanOnPush: false")
                .replace("imageTagMutability: IMMUTABLE", "imageTagMutability: MUTABLE");
        assertThat(validate(manifests, "--strict", "--ignore=no-scan-on-push,mutable-tags"))
                .isZero();
        assertThat(out.toString()).startsWith("Nothing found");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void shouldIgnoreAllButErrors(Topic topic) throws IOException {
        assertThat(validate(NOTHING_TO_SAY, "--ignore", topic.id())).isEqualTo(topic.canBeIgnored() ? 0 : 1);
        if (!topic.canBeIgnored()) {
            assertThat(err.toString()).contains("'" + topic.id() + "' cannot be ignored; there are all-tags-required");
        }
    }

    @Test
    void shouldFailForWarningsWhenStrict() throws IOException {
        assertThat(validate(NOTHING_TO_SAY + "  deletionPolicy: DeleteWithImages\n", "--strict"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("  error    line 13: spec.deletionPolicy");
    }

    @Test
    void shouldJudgeAnEditOfWhatIsThere() throws IOException {
        // Given
        Path before = Files.writeString(
                directory.resolve("before.yaml"),
                NOTHING_TO_SAY.replace("team-a/api", "team-a/old") + "  tags: {\"a?\": b}\n");

        // When
        int exit = validate(
                NOTHING_TO_SAY + "  tags: {\"a?\": b}\n  managementPolicy: Full\n", "--against", before.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("the name of the repository cannot be changed")
                .contains("1 error, ");
    }

    @Test
    void shouldCountWhatItDoesNotLookAt() throws IOException {
        assertThat(validate(NOTHING_TO_SAY + "---\n{apiVersion: v1, kind: Service, metadata: {name: web}}\n"))
                .isZero();
        assertThat(out).hasToString("Nothing found in 1 object. 1 document of other kinds not looked at.\n");
    }

    @Test
    void shouldWriteAnnotationsOfAPullRequest() throws IOException {
        assertThat(validate(NOTHING_TO_SAY + "  deletionPolicy: DeleteWithImages\n", "-o", "github"))
                .isZero();
        assertThat(out.toString())
                .startsWith(
                        "::warning file=" + directory.resolve("all.yaml")
                                + ",line=13,col=3,title=deletes-images::EcrRepository team-a/api: spec.deletionPolicy: is DeleteWithImages");
    }

    /** What GitHub's code scanning asks for. */
    @Test
    void shouldWriteSarif() throws IOException {
        // Given
        Path latin = Files.write(directory.resolve("latin 1.yaml"), new byte[] {(byte) 0xc4});

        // When
        validate(NOTHING_TO_SAY + "  deletionPolicy: DeleteWithImages\n", "-f", latin.toString(), "-o", "sarif");

        // Then
        JsonNode log = new ObjectMapper().readTree(out.toString());
        JsonNode run = log.at("/runs/0");
        JsonNode result = run.at("/results/0");
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id")
                        .asText())
                .isEqualTo(result.path("ruleId").asText())
                .isEqualTo("deletes-images");
        assertThat(result.path("level").asText()).isEqualTo("warning");
        assertThat(result.at("/message/text").asText())
                .startsWith("EcrRepository team-a/api: spec.deletionPolicy: is DeleteWithImages");
        assertThat(result.at("/locations/0/physicalLocation"))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"artifactLocation": {"uri": "file://%s"}, "region": {"startLine": 13, "startColumn": 3}}
                        """.formatted(directory.resolve("all.yaml"))));
        assertThat(run.at("/results/1/locations/0/physicalLocation"))
                .isEqualTo(new ObjectMapper()
                        .readTree("""
                        {"artifactLocation": {"uri": "file://%s"}, "region": {"startLine": 1}}
                        """.formatted(latin.toString().replace(" ", "%20"))));
    }

    @Test
    void shouldWriteYaml() throws IOException {
        assertThat(validate(NOTHING_TO_SAY, "-o", "yaml")).isZero();
        assertThat(new YAMLMapper()
                        .readTree(out.toString())
                        .at("/summary/objects")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldFindNoErrorInTheExamples() {
        assertThat(run(List.of("validate", "-f", "deploy/examples")))
                .as(out::toString)
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void shouldExplainEachFindingInTheDocumentation(Topic topic) throws IOException {
        assertThat(Path.of("docs", "validate.md"))
                .content()
                .contains("| `" + topic.id() + "` | " + topic.severity().id() + " | " + topic.meaning() + " |");
    }

    /** The console block of the page is what the command prints for the file above it. */
    @Test
    void shouldPrintWhatTheDocumentationShows() throws IOException {
        // Given
        String page = Files.readString(Path.of("docs", "validate.md"));
        String manifests = between(page, "```yaml\n# api.yaml\n", "```");
        String shown =
                between(page, "```console\n$ ecr-operator validate -f api.yaml --ignore no-scan-on-push\n", "```");

        // When
        int exit = validate("# api.yaml\n" + manifests, "--ignore=no-scan-on-push");

        // Then
        assertThat(out.toString().replace(directory.resolve("all.yaml").toString(), "api.yaml"))
                .isEqualTo(shown);
        assertThat(exit).isEqualTo(1);
    }

    private static String between(String text, String beginning, String end) {
        int from = text.indexOf(beginning) + beginning.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
