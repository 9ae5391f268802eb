package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocks by which Terraform forgets. What OpenTofu makes of them, {@code TerraformMigrationIT} says. */
class TerraformRemovedTest {

    /** The examples of aws_ecr_repository and its policies, once as they are, once in a module with for_each. */
    private static final String STATE = """
            {"format_version": "1.0", "values": {"root_module": {
              "resources": [
                {"address": "aws_ecr_repository.foo", "mode": "managed", "type": "aws_ecr_repository", "name": "foo",
                 "values": {"name": "bar", "region": "eu-central-1"}},
                {"address": "aws_ecr_lifecycle_policy.foopolicy", "mode": "managed", "type": "aws_ecr_lifecycle_policy",
                 "values": {"repository": "bar", "region": "eu-central-1"}},
                {"address": "aws_ecr_repository.elsewhere", "mode": "managed", "type": "aws_ecr_repository",
                 "values": {"name": "elsewhere", "region": "eu-west-1"}},
                {"address": "data.aws_ecr_repository.service", "mode": "data", "type": "aws_ecr_repository",
                 "values": {"name": "service"}},
                {"address": "aws_ecr_replication_configuration.example", "mode": "managed",
                 "type": "aws_ecr_replication_configuration", "values": {}},
                {"address": "aws_ecr_pull_through_cache_rule.example", "mode": "managed",
                 "type": "aws_ecr_pull_through_cache_rule", "values": {"ecr_repository_prefix": "ecr-public"}},
                {"address": "aws_ecr_lighthouse.example", "mode": "managed", "type": "aws_ecr_lighthouse", "values": {}},
                {"address": "aws_s3_bucket.logs", "mode": "managed", "type": "aws_s3_bucket", "values": {}}],
              "child_modules": [{"resources": [
                {"address": "module.teams[\\"a]b\\"].aws_ecr_repository.this[0]", "mode": "managed",
                 "type": "aws_ecr_repository", "values": {"name": "team-a/api"}},
                {"address": "module.teams[\\"b\\"].aws_ecr_repository.this[0]", "mode": "managed",
                 "type": "aws_ecr_repository", "values": {"name": "team-b/api"}},
                {"address": "module.teams[\\"b\\"].aws_ecrpublic_repository.this", "mode": "managed",
                 "type": "aws_ecrpublic_repository", "values": {"repository_name": "team-b"}}]}]}}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int removed(String state, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("state.json"), state);
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of("export", "--terraform-removed", "--terraform-state", file.toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private List<String> addresses() {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("  from = "))
                .map(line -> line.substring("  from = ".length()))
                .toList();
    }

    @Test
    void shouldPrintWhatLetsTerraformForgetWhatAnExportHas() throws IOException {
        int code = removed(STATE);

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("""
                        removed {
                          from = aws_ecr_lifecycle_policy.foopolicy

                          lifecycle {
                            destroy = false
                          }
                        }

                        removed {
                          from = aws_ecr_pull_through_cache_rule.example
                        """);
        assertThat(addresses())
                .containsExactly(
                        "aws_ecr_lifecycle_policy.foopolicy",
                        "aws_ecr_pull_through_cache_rule.example",
                        "aws_ecr_replication_configuration.example",
                        "aws_ecr_repository.elsewhere",
                        "aws_ecr_repository.foo",
                        "module.teams.aws_ecr_repository.this");
        assertThat(err)
                .hasToString(
                        "Blocks: 6. Of ECR, and left to Terraform: aws_ecr_lighthouse 1, aws_ecrpublic_repository 1.\n");
    }

    @Test
    void shouldChooseByNameAsAnExportDoes() throws IOException {
        removed(STATE, "--repository", "bar");

        assertThat(addresses()).containsExactly("aws_ecr_lifecycle_policy.foopolicy", "aws_ecr_repository.foo");
    }

    @Test
    void shouldChooseByKindAsAnExportDoes() throws IOException {
        removed(STATE, "--kinds", "EcrPublicRepository,EcrRegistryConfiguration");

        assertThat(addresses())
                .containsExactly(
                        "aws_ecr_replication_configuration.example", "module.teams.aws_ecrpublic_repository.this");
    }

    @Test
    void shouldLeaveOutWhatIsKnownToBeInAnotherRegion() throws IOException {
        removed(STATE, "--region", "eu-west-1", "--kinds", "EcrRepository");

        assertThat(addresses()).containsExactly("aws_ecr_repository.elsewhere", "module.teams.aws_ecr_repository.this");
    }

    @Test
    void shouldSayWhichInstancesAreForgottenThoughTheyWereNotChosen() throws IOException {
        removed(STATE, "--repository", "team-a/*");

        assertThat(addresses()).containsExactly("module.teams.aws_ecr_repository.this");
        assertThat(err.toString())
                .contains(
                        "Terraform forgets these too, which were not chosen: module.teams[\"b\"].aws_ecr_repository.this[0].");
    }

    @Test
    void shouldRefuseToChooseByTags() throws IOException {
        assertThat(removed(STATE, "--tag", "team=a")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("--tag does not go with --terraform-removed");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldTakeAnEmptyState() throws IOException {
        assertThat(removed("{\"format_version\":\"1.0\"}")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("Blocks: 0.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{}}}",
                "{\"version\":4,\"resources\":[]}"
            })
    void shouldSayWhatIsNoState(String other) throws IOException {
        assertThat(removed(other)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("values.root_module");
    }

    @Test
    void shouldSayWhatIsNoJson() throws IOException {
        assertThat(removed("version = 4")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("is no JSON");
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        int code = EcrOperatorCommand.commandLine()
                .setErr(new PrintWriter(err))
                .execute("export", "--terraform-removed", "--terraform-state", "nowhere.json");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("nowhere.json cannot be read");
    }
}
