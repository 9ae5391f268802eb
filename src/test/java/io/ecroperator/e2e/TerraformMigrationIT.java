package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.RepositorySnapshot;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.support.AmbientCredentials;
import io.ecroperator.support.GoProgram;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way that docs/coming-from.md shows from Terraform: made by OpenTofu, exported, forgotten by OpenTofu, taken over. */
@ExtendWith({SharedCluster.class, AmbientCredentials.class})
class TerraformMigrationIT {

    private static final Path CONFIGURATION = Path.of("src/test/resources/terraform");
    private static final List<String> FILES =
            List.of("main.tf", "web.tf", "ecr.tf", "team/variables.tf", "team/ecr.tf");

    /** What remains of web.tf: other code finds the repository without managing it. */
    private static final String LOOKUP = """
            data "aws_ecr_repository" "web" {
              name = "web"
            }

            output "web" {
              value = data.aws_ecr_repository.web.name
            }
            """;

    private static final int HAS_CHANGES = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private World world;
    private GoProgram tofu;

    @BeforeEach
    void start(LocalCluster cluster) throws IOException {
        world = World.withoutOperator(cluster);
        GoProgram program = GoProgram.find("TOFU_DIR", "tofu");
        Path settings = Files.writeString(
                directory.resolve("tofu.rc"), """
                        provider_installation {
                          dev_overrides {
                            "hashicorp/aws" = "%s"
                          }
                        }
                        """.formatted(program.path().getParent()));
        tofu = program.with(Map.of(
                "TF_CLI_CONFIG_FILE",
                settings.toString(),
                "TF_CLI_ARGS",
                "-no-color",
                "AWS_ENDPOINT_URL",
                world.emulator().endpoint().toString(),
                "AWS_REGION",
                World.REGION,
                "AWS_ACCESS_KEY_ID",
                World.ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "not-a-secret"));
        Files.createDirectory(directory.resolve("team"));
        for (String file : FILES) {
            Files.copy(CONFIGURATION.resolve(file), directory.resolve(file));
        }
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldBeForgottenByOpenTofuAndTakenOverByTheOperator() throws IOException {
        // Given
        tofu(0, "get");
        tofu(0, "apply", "-auto-approve");
        assertThat(world.ecr().repositoryNames())
                .containsExactlyInAnyOrder(
                        "web",
                        "numbered/0",
                        "numbered/1",
                        "platform/api",
                        "platform/ui",
                        "team-a/api",
                        "team-a/ui",
                        "team-b.c/api",
                        "team-b.c/ui");
        String manifests = exported();
        long mark = world.emulator().calls().mark();
        Map<String, Optional<RepositorySnapshot>> before = repositories();

        // When: one repository first
        String blocks = removedBlocks("--repository=web");
        Files.delete(directory.resolve("web.tf"));
        Files.writeString(directory.resolve("lookup.tf"), LOOKUP);
        Files.writeString(directory.resolve("removed.tf"), blocks);

        // Then
        assertThat(forgotten())
                .containsExactlyInAnyOrder("aws_ecr_lifecycle_policy.web-shop", "aws_ecr_repository.web-shop");

        // When: all others
        blocks = removedBlocks("--kinds=EcrRepository,EcrPullThroughCacheRule");
        Files.delete(directory.resolve("ecr.tf"));
        Files.delete(directory.resolve("team/ecr.tf"));
        Files.writeString(directory.resolve("removed.tf"), blocks);

        // Then
        assertThat(forgotten())
                .hasSize(2 + 2 + 1 + 6 + 6)
                .contains(
                        "aws_ecr_repository.numbered[1]",
                        "aws_ecr_repository_policy.numbered[\"name[\\\"numbered/1\\\"]\"]",
                        "aws_ecr_pull_through_cache_rule.public",
                        "module.platform.aws_ecr_repository.this[\"api\"]",
                        "module.teams[\"b.c\"].aws_ecr_lifecycle_policy.this[\"ui\"]");

        // When: what has done its work
        Files.delete(directory.resolve("removed.tf"));

        // Then
        tofu(0, "plan", "-detailed-exitcode");
        assertThat(managed()).containsExactly("terraform_data.release");
        assertThat(removedBlocks()).isEmpty();
        assertThat(writesSince(mark)).isEmpty();
        assertThat(repositories()).isEqualTo(before);

        // When
        KubectlResult applied = world.cluster().kubectlWithInput(manifests, "apply", "--server-side", "-f", "-");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        eventually("all are taken over", () -> assertThat(world.ecr().repositoryNames())
                .allSatisfy(name -> assertThat(world.ecr().tags(name)).containsKey(Ownership.TAG_KEY)));
        assertThat(writesSince(mark)).hasSize(before.size()).containsOnly("TagResource");
    }

    private String exported() {
        return ecrOperator(
                "export",
                "--endpoint-url=" + world.emulator().endpoint(),
                "--region=" + World.REGION,
                "--kinds=EcrRepository,EcrPullThroughCacheRule",
                "--namespace=" + world.namespace());
    }

    private List<String> writesSince(long mark) {
        return world.emulator().calls().since(mark).stream()
                .filter(LoggedCall::isWrite)
                .map(LoggedCall::operation)
                .toList();
    }

    private String removedBlocks(String... choice) throws IOException {
        Path state = Files.writeString(directory.resolve("state.json"), tofu(0, "show", "-json"));
        return ecrOperator(Stream.concat(
                        Stream.of(
                                "export",
                                "--terraform-removed",
                                "--terraform-state=" + state,
                                "--region=" + World.REGION),
                        Stream.of(choice))
                .toArray(String[]::new));
    }

    /** Applies what is planned, which has to be forgetting and nothing else; the addresses of what it forgot. */
    private List<String> forgotten() throws IOException {
        assertThat(tofu(HAS_CHANGES, "plan", "-detailed-exitcode", "-out=plan"))
                .contains(
                        "will be removed from the OpenTofu state but will not be destroyed",
                        "Plan: 0 to add, 0 to change, 0 to destroy, ");
        JsonNode plan = MAPPER.readTree(tofu(0, "show", "-json", "plan"));
        List<JsonNode> changes = plan.path("resource_changes")
                .valueStream()
                .filter(change -> !actions(change).equals("[\"no-op\"]"))
                .toList();
        assertThat(changes).allSatisfy(change -> assertThat(actions(change)).isEqualTo("[\"forget\"]"));
        assertThat(plan.path("output_changes").valueStream().map(change -> change.path("actions")
                        .toString()))
                .allSatisfy(actions -> assertThat(actions).isEqualTo("[\"no-op\"]"));
        tofu(0, "apply", "plan");
        return changes.stream().map(change -> change.path("address").asText()).toList();
    }

    private static String actions(JsonNode change) {
        return change.at("/change/actions").toString();
    }

    private List<String> managed() throws IOException {
        return MAPPER.readTree(tofu(0, "show", "-json"))
                .at("/values/root_module/resources")
                .valueStream()
                .filter(resource -> resource.path("mode").asText().equals("managed"))
                .map(resource -> resource.path("address").asText())
                .toList();
    }

    private Map<String, Optional<RepositorySnapshot>> repositories() {
        Map<String, Optional<RepositorySnapshot>> all = new TreeMap<>();
        world.ecr().repositoryNames().forEach(name -> all.put(name, world.ecr().repository(name)));
        return all;
    }

    private String tofu(int exitCode, String... arguments) {
        GoProgram.Result result = tofu.run(
                "",
                Stream.concat(Stream.of("-chdir=" + directory), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(result.exitCode())
                .as("tofu %s: %s", List.of(arguments), result.output())
                .isEqualTo(exitCode);
        return result.output();
    }

    private static String ecrOperator(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }
}
