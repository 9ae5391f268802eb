package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.FaultPlan.Fate;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out is told, and what fails writes nothing. */
@ExtendWith(AmbientCredentials.class)
class ExportTroubleTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/ecr-operator";

    private final Exports exports = new Exports();
    private final Registry registry = exports.registry();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void fill() {
        registry.createRepository("team-a/api", Map.of("team", "a"));
        registry.createRepository("tools", Map.of("team", "a"));
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    @Test
    void shouldLeaveOutWhatItMayNotReadAndSayWhy() {
        registry.setRepositoryPolicy("tools", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "deny", "Effect": "Deny", "Principal": "*",
                "Action": "ecr:GetLifecyclePolicy"}]}""");

        assertThat(exports.run(out, "--repository=tools")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(out.toString())
                .startsWith("# spec.lifecyclePolicy is left out, and ECR keeps what it has: GetLifecyclePolicy is not"
                        + " permitted.\n")
                .contains("sid: deny");
        assertThat(exports.err()).contains("EcrRepository tools: spec.lifecyclePolicy is left out");
    }

    @Test
    void shouldNameRepositoriesWhoseTagsMayNotBeRead() {
        exports.emulator()
                .faults()
                .on("ListTagsForResource")
                .repository("tools")
                .deny();

        assertThat(exports.run(out, "--tag=team=a")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(Exports.names(out.toString())).containsExactly("EcrRepository team-a-api");
        assertThat(exports.err()).contains("nobody knows whether they have the tags of --tag: tools.");
    }

    @Test
    void shouldNameARepositoryThatIsDeletedMeanwhile() {
        exports.emulator().faults().follow((operation, repository) -> {
            if (operation.equals("GetLifecyclePolicy") && repository.equals("tools")) {
                registry.deleteRepository("tools");
            }
            return Fate.NONE;
        });

        assertThat(Exports.names(exports.export("--kinds=EcrRepository"))).containsExactly("EcrRepository team-a-api");
        assertThat(exports.err()).contains("Left out, since they were deleted while export ran: tools.");
    }

    @Test
    void shouldNotTakeARepositoryForDeletedThatIsThere() {
        exports.emulator()
                .faults()
                .on("GetRepositoryPolicy")
                .repository("tools")
                .times(1)
                .error("RepositoryNotFoundException", "The repository with name 'tools' does not exist.");

        assertThat(Exports.names(exports.export("--kinds=EcrRepository")))
                .containsExactly("EcrRepository team-a-api", "EcrRepository tools");
        assertThat(exports.err()).doesNotContain("Left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeRepositories", "GetRepositoryPolicy", "DescribePullThroughCacheRules"})
    void shouldWriteNothingWhereACallFails(String operation, @TempDir Path directory) {
        exports.emulator().faults().on(operation).error("InvalidParameterException", "Invalid parameter.");

        assertThat(exports.run(out)).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "-d", directory.resolve("ecr").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(Files.exists(directory.resolve("ecr"))).isFalse();
        assertThat(exports.err())
                .contains(operation + ": InvalidParameterException: Invalid parameter. Nothing is written.");
    }

    @Test
    void shouldWriteNothingWhereCredentialsEnd() {
        exports.emulator()
                .faults()
                .on("GetLifecyclePolicy")
                .error("ExpiredTokenException", "The security token included in the request is expired");

        assertThat(exports.run(out)).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(exports.err())
                .contains("ExpiredTokenException")
                .contains("Nothing is written: log in and run export again");
    }

    @Test
    void shouldGoOnWhereAwsThrottlesOrFailsForAMoment() {
        exports.emulator().rateLimits().limit("ListTagsForResource", 4, 1);
        exports.emulator().faults().on("DescribeRepositories").times(1).serverError();

        assertThat(Exports.names(exports.export("--kinds=EcrRepository"))).hasSize(2);
    }

    @Test
    void shouldSayAllThatIsDeniedAndWhatGoesWithoutIt() {
        exports.emulator().iam().policy(ROLE, """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
                        "ecr:DescribeRepositories", "ecr:ListTagsForResource", "ecr:GetLifecyclePolicy",
                        "ecr:GetRepositoryPolicy", "ecr:DescribePullThroughCacheRules"]}]}""");

        assertThat(exports.run(out)).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(exports.err())
                .contains("AWS denies calls that these kinds take. Nothing is written.\n")
                .contains("\n  EcrRegistryConfiguration: DescribeRegistry: AccessDeniedException: ")
                .contains("\n  EcrRegistryConfiguration: ListPullTimeUpdateExclusions: AccessDeniedException: ")
                .contains(
                        "\n  EcrRepositoryCreationTemplate: DescribeRepositoryCreationTemplates: AccessDeniedException: ")
                .contains("or export the other kinds: --kinds EcrPullThroughCacheRule,EcrRepository.\n");
        assertThat(exports.export("--kinds=EcrPullThroughCacheRule,EcrRepository"))
                .contains("name: tools");
    }
}
