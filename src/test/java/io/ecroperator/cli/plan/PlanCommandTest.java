package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(AmbientCredentials.class)
class PlanCommandTest {

    private static final String REPOSITORY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: api, namespace: team-a}
            spec:
              lifecyclePolicy:
                rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 1}
                  action: {type: expire}
            """;

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry("123456789012", "ap-northeast-1");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        emulator.close();
    }

    private int plan(String manifests, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), manifests);
        List<String> arguments = new ArrayList<>(List.of(
                "plan",
                "-f=" + file,
                "--cluster-name=prod",
                "--endpoint-url=" + emulator.endpoint(),
                "--region=ap-northeast-1"));
        arguments.addAll(List.of(more));
        emulator.calls().reset();
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private void ownedRepository() {
        registry.createRepository(
                "api", Map.of("ecr-operator.io/owner", "prod/team-a/api", "ecr-operator.io/cluster-uid", "1-2-3"));
    }

    @Test
    void shouldHaveEcrSayWhatWouldExpire() throws IOException {
        // Given
        ownedRepository();
        registry.putImage("api", "v1");
        registry.putImage("api", "v2");
        registry.putImage("api", "v3");

        // When
        int exit = plan(REPOSITORY, "--preview");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).contains("api: 2 of 3 images would expire, says ECR.");
        assertThat(emulator.calls().writes())
                .extracting(LoggedCall::operation)
                .containsExactly("StartLifecyclePolicyPreview");
        assertThat(registry.imageTags("api")).hasSize(3);
        assertThat(registry.lifecyclePolicyText("api")).isEmpty();
    }

    @Test
    void shouldSayWhereNoPreviewWasAskedFor() throws IOException {
        ownedRepository();

        assertThat(plan(REPOSITORY, "--preview", "--preview-limit=0")).isEqualTo(2);

        assertThat(out.toString()).doesNotContain("would expire");
        assertThat(emulator.calls().writes()).isEmpty();
    }

    @Test
    void shouldHaveAStableShapeForPrograms() throws IOException {
        // Given
        ownedRepository();

        // When
        int exit = plan(REPOSITORY, "-o=json");

        // Then
        JsonNode plan = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isEqualTo(plan.path("exitCode").asInt()).isEqualTo(2);
        assertThat(plan.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "clusterName",
                        "live",
                        "pruned",
                        "exitCode",
                        "summary",
                        "imagesLost",
                        "objects",
                        "objectsWithoutAws",
                        "otherDocuments",
                        "calls");
        assertThat(plan.path("objects").path(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "kind",
                        "namespace",
                        "name",
                        "origin",
                        "place",
                        "thing",
                        "registry",
                        "result",
                        "steps",
                        "findings",
                        "previews");
        assertThat(plan.at("/objects/0/steps/0/details/0").asText())
                .isEqualTo("+ rule 1 (any, imageCountMoreThan 1: expire)");
        assertThat(plan.at("/summary/CHANGE").asInt()).isEqualTo(1);

        // When / Then: YAML says the same
        out.getBuffer().setLength(0);
        plan(REPOSITORY, "-o=yaml");
        assertThat(out.toString()).startsWith("---\nclusterName: \"prod\"\n").endsWith("\n");
        assertThat(new YAMLMapper().readTree(out.toString())).isEqualTo(plan);
    }

    /** Pages of the listings, and what each repository's own spec needs. */
    @Test
    void shouldReadInPagesAndNotObjectByObject() throws IOException {
        // Given
        String many = IntStream.range(0, 60)
                .mapToObj(i -> {
                    registry.createRepository(
                            "r" + i,
                            Map.of(
                                    "ecr-operator.io/owner",
                                    "prod/team-a/r" + i,
                                    "ecr-operator.io/cluster-uid",
                                    "1-2-3",
                                    "nr",
                                    "1"));
                    return REPOSITORY
                            .substring(0, REPOSITORY.indexOf("  lifecyclePolicy"))
                            .replace("name: api", "name: r" + i)
                            .concat("  tags: {nr: '1'}\n");
                })
                .collect(Collectors.joining("---\n"));

        // When
        int exit = plan(many);

        // Then
        assertThat(exit).isZero();
        assertThat(emulator.calls().count("DescribeRepositories")).isEqualTo(1);
        assertThat(emulator.calls().count("ListTagsForResource")).isEqualTo(60);
        assertThat(emulator.calls().count("GetLifecyclePolicy")).isZero();
        assertThat(out.toString()).contains("60 with nothing to do");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFiles() throws IOException {
        assertThat(plan(REPOSITORY + "---\n" + REPOSITORY)).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("ecr-operator plan: EcrRepository team-a/api is there twice: ")
                .contains("all.yaml, document 1, line 1", "all.yaml, document 2, line 11");
        assertThat(emulator.calls().entries()).isEmpty();
    }

    @Test
    void shouldSayWhichPowersThereAre() throws IOException {
        assertThat(plan(REPOSITORY, "--power=everything=team-a")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        "ecr-operator plan: --power: everything is none of adoption-policy-always,"
                                + " repository-name-patterns, on-existing-replace, delete-replication, replication-backfill.\n");
    }

    @Test
    void shouldAskForTheNameOfTheCluster() {
        int exit = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("plan", "-f=-");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--cluster-name");
    }
}
