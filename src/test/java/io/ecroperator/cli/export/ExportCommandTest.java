package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.export.object.ObjectNames;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AmbientCredentials.class)
class ExportCommandTest {

    private final Exports exports = new Exports();
    private final Emulator emulator = exports.emulator();
    private final Registry registry = exports.registry();

    @BeforeEach
    void fill() {
        registry.createRepository("team-a/api", Map.of("team", "a", "ecr-operator.io/owner", "prod/team-a/api"));
        registry.createRepository("team-a/web", Map.of("team", "a", "stage", "prod"));
        registry.createRepository("tools");
        registry.call(
                "CreatePullThroughCacheRule", "{\"ecrRepositoryPrefix\":\"quay\",\"upstreamRegistryUrl\":\"quay.io\"}");
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    @Test
    void shouldExportWhatIsSelected() {
        assertThat(Exports.names(exports.export()))
                .containsExactly(
                        "EcrRegistryConfiguration registry-scanning",
                        "EcrRegistryConfiguration registry-account-settings",
                        "EcrPullThroughCacheRule quay",
                        "EcrRepository team-a-api",
                        "EcrRepository team-a-web",
                        "EcrRepository tools");
        assertThat(Exports.names(exports.export("--repository=team-a/*")))
                .containsExactly("EcrRepository team-a-api", "EcrRepository team-a-web");
        assertThat(Exports.names(exports.export("--tag=team=a", "--tag=stage=prod")))
                .containsExactly("EcrRepository team-a-web");
        assertThat(Exports.names(exports.export("--repository=*o*", "--kinds=ecrrepository,EcrPullThroughCacheRule")))
                .containsExactly("EcrPullThroughCacheRule quay", "EcrRepository tools");
    }

    @Test
    void shouldReadWhatItExportsAndTellOfEachCall() {
        exports.export("--repository=tools");

        assertThat(emulator.calls().writes()).isEmpty();
        assertThat(exports.err())
                .contains("Exported account 123456789012 in eu-central-1: EcrRepository 1. Calls to AWS:"
                        + " DescribeRepositories 1, GetCallerIdentity 1, GetLifecyclePolicy 1, GetRepositoryPolicy 1,"
                        + " ListTagsForResource 1.");
    }

    @Test
    void shouldLeaveOutTagsThatAreNotForASpecAndTellWhoseARepositoryIs() {
        assertThat(exports.export("--repository=team-a/api"))
                .contains("team: a")
                .doesNotContain("ecr-operator.io/owner");
        assertThat(exports.err())
                .contains("Repositories that have an owner already, by the tag ecr-operator.io/owner: 1.");
    }

    @Test
    void shouldCallAnObjectTheSameWhateverElseIsExportedOrCreatedLater() {
        registry.createRepository("shop/web-api");
        emulator.advanceClock(Duration.ofSeconds(1));
        registry.createRepository("shop-web/api");
        emulator.advanceClock(Duration.ofSeconds(1));
        String name = "EcrRepository shop-web-api-" + ObjectNames.hash("shop-web/api");

        assertThat(Exports.names(exports.export())).contains("EcrRepository shop-web-api", name);
        assertThat(Exports.names(exports.export("--repository=shop-web/*"))).containsExactly(name);

        registry.createRepository("shop-web-api");
        assertThat(Exports.names(exports.export("--repository=shop*")))
                .containsExactlyInAnyOrder(
                        "EcrRepository shop-web-api",
                        "EcrRepository shop-web-api-" + ObjectNames.hash("shop-web-api"),
                        name);
    }

    @Test
    void shouldNameTheRegistryThatItExportsToo() {
        String exported = exports.export("--registry=prod", "--kinds=EcrRegistry,EcrRepository", "--repository=tools");

        assertThat(exported).contains("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistry
                        metadata:
                          name: prod
                        spec:
                          accountId: "123456789012"
                          region: eu-central-1
                        """).contains("  registryRef:\n    name: prod\n  imageTagMutability: MUTABLE\n");
    }

    @Test
    void shouldExportPublicRepositoriesWhereTheyAreAskedFor() {
        VariedAccount.inPublic(emulator.publicRegistry("123456789012"));

        assertThat(exports.export()).doesNotContain("EcrPublicRepository");
        assertThat(exports.export("--kinds=EcrPublicRepository")).isEqualTo("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistryConfiguration
                        metadata:
                          name: public-registry
                        spec:
                          publicRegistryCatalogData:
                            displayName: The Tool Company
                          adoptionPolicy: IfUnowned
                        ---
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPublicRepository
                        metadata:
                          name: plain
                        spec:
                          adoptionPolicy: IfUnowned
                        ---
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPublicRepository
                        metadata:
                          name: team-a-tool
                        spec:
                          repositoryName: team-a/tool
                          catalogData:
                            description: "A tool: for all"
                            aboutText: |
                              # Tool

                              It helps.
                            usageText: docker run it
                            architectures:
                              - ARM 64
                              - x86-64
                            operatingSystems:
                              - Linux
                          tags:
                            team: a
                          repositoryPolicy:
                            statements:
                              - sid: push
                                effect: Allow
                                principal:
                                  AWS:
                                    - arn:aws:iam::444455556666:root
                                action:
                                  - ecr-public:BatchCheckLayerAvailability
                                  - ecr-public:PutImage
                          adoptionPolicy: IfUnowned
                        """);
    }

    @Test
    void shouldNeedNoMoreThanThePolicyThatIsShipped() throws IOException {
        VariedAccount.inPublic(emulator.publicRegistry("123456789012"));
        emulator.iam()
                .policy(
                        "arn:aws:iam::123456789012:role/ecr-operator",
                        Files.readString(Path.of("deploy", "iam", "read-only.json")));

        assertThat(Exports.names(exports.export("--kinds=EcrRegistryConfiguration,EcrRepositoryCreationTemplate,"
                        + "EcrPullThroughCacheRule,EcrRepository,EcrPublicRepository")))
                .hasSize(9);
        assertThat(exports.err()).doesNotContain("not permitted");
    }

    @Test
    void shouldSayWhatMakesNoSense() {
        StringWriter out = new StringWriter();

        assertThat(exports.run(out, "--from-ack")).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--from-external-secrets")).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--from-external-secrets", "--from-ack", "-f", "a.yaml"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--from-external-secrets", "--share", "-f", "a.yaml"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "-f", "ack.yaml")).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--terraform-removed")).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--kinds=EcrRepositories")).isEqualTo(ExitCode.FAILED);
        assertThat(exports.run(out, "--account-id=999999999999")).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(exports.err())
                .contains("--from-ack needs -f.")
                .contains("--from-external-secrets needs -f.")
                .contains("--share does not go with --from-external-secrets.")
                .contains("--from-ack, --from-external-secrets and --terraform-removed do not go together")
                .contains("-f goes with --from-ack and --from-external-secrets only.")
                .contains("--terraform-removed and --terraform-state go together.")
                .contains("EcrRepositories")
                .contains("EcrRegistryConfiguration")
                .contains("The credentials belong to account 123456789012, and not to 999999999999.");
    }
}
