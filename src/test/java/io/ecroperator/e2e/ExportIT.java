package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.export.AckExamples;
import io.ecroperator.cli.export.ExternalSecretsExamples;
import io.ecroperator.cli.export.TerraformExamples;
import io.ecroperator.cli.export.VariedAccount;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.AmbientCredentials;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an account has, exported, applied as it is, and taken over by the operator. */
@ExtendWith({SharedCluster.class, AmbientCredentials.class})
class ExportIT {

    private static final Set<String> OURS = Set.of(Ownership.TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY);

    private static final List<Class<? extends CustomResource<?, ? extends Conditioned>>> KINDS = List.of(
            EcrRepository.class,
            EcrPublicRepository.class,
            EcrLifecyclePolicy.class,
            EcrRepositoryPolicy.class,
            EcrRegistryConfiguration.class,
            EcrPullThroughCacheRule.class,
            EcrRepositoryCreationTemplate.class);

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldBeTakenOverByTagsOfOwnershipAlone() {
        // Given
        VariedAccount.in(world.emulator().registry(World.ACCOUNT, World.REGION));
        VariedAccount.inPublic(world.emulator().publicRegistry(World.ACCOUNT));
        Map<String, Map<String, String>> tagsBefore = tags();
        String exported = export();

        // When
        KubectlResult applied =
                world.cluster().kubectlWithInput(exported, "apply", "--server-side", "--validate=strict", "-f", "-");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        int before = writes().size();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        eventually("everything is ready", () -> assertThat(notReady()).isEmpty());
        assertThat(writes().stream()
                        .skip(before)
                        .collect(Collectors.groupingBy(LoggedCall::operation, Collectors.counting())))
                .as("writes")
                .isEqualTo(
                        Map.of("TagResource", (long) VariedAccount.REPOSITORIES + VariedAccount.PUBLIC_REPOSITORIES));
        assertThat(tags()).allSatisfy((name, tags) -> {
            assertThat(tags).containsKeys(OURS.toArray(String[]::new)).containsAllEntriesOf(tagsBefore.get(name));
            assertThat(tags).hasSize(tagsBefore.get(name).size() + OURS.size());
        });

        // When
        int writes = writes().size();
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        eventually("everything is ready again", () -> assertThat(notReady()).isEmpty());
        world.sweep();

        // Then
        assertThat(writes()).as("writes of a second pass").hasSize(writes);
        assertThat(export()).as("a second export").isEqualTo(exported);
    }

    @Test
    void shouldBeTakenByTheApiServerWhereverItComesFrom(@TempDir Path directory) throws IOException {
        // Given
        TerraformExamples.in(world.emulator().registry(World.ACCOUNT, World.REGION));
        Path ack = Files.writeString(directory.resolve("ack.yaml"), AckExamples.MANIFESTS);
        Path externalSecrets = Files.writeString(directory.resolve("eso.yaml"), ExternalSecretsExamples.all());

        // Then
        assertTaken(export());
        assertTaken(run("export", "--from-ack", "--namespace=" + world.namespace(), "-f", ack.toString()));
        assertTaken(run(
                "export",
                "--from-external-secrets",
                "--namespace=" + world.namespace(),
                "-f",
                externalSecrets.toString()));
    }

    private void assertTaken(String manifests) {
        KubectlResult applied = world.cluster()
                .kubectlWithInput(manifests, "apply", "--dry-run=server", "--validate=strict", "-f", "-");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        assertThat(applied.toString()).contains("created");
    }

    private String export() {
        return run(
                "export",
                "--endpoint-url=" + world.emulator().endpoint(),
                "--region=" + World.REGION,
                "--namespace=" + world.namespace(),
                "--kinds=EcrRegistryConfiguration,EcrRepositoryCreationTemplate,EcrPullThroughCacheRule,EcrRepository,"
                        + "EcrPublicRepository",
                "--share");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = EcrOperatorCommand.commandLine();
        int code =
                line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private Map<String, Map<String, String>> tags() {
        return world.ecr().repositoryNames().stream().collect(Collectors.toMap(Function.identity(), world.ecr()::tags));
    }

    private List<LoggedCall> writes() {
        return world.emulator().calls().writes();
    }

    /** Name and condition of each object that is not ready, or not yet for what it is now. */
    private List<String> notReady() {
        return KINDS.stream()
                .flatMap(kind -> world.user().resources(kind).inNamespace(world.namespace()).list().getItems().stream())
                .filter(object -> !isReady(object))
                .map(object -> object.getKind() + " " + object.getMetadata().getName() + ": "
                        + (object.getStatus() == null
                                ? "no status"
                                : Conditions.find(object.getStatus().conditions(), ConditionType.READY)))
                .toList();
    }

    private static boolean isReady(CustomResource<?, ? extends Conditioned> object) {
        return object.getStatus() != null
                && Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                        .filter(ready -> ready.getStatus().equals("True"))
                        .isPresent();
    }
}
