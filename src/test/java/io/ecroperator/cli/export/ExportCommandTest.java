package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(AmbientCredentials.class)
class ExportCommandTest {

    private final StringWriter err = new StringWriter();
    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry("123456789012", "eu-central-1");

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
        emulator.close();
    }

    private int run(StringWriter out, String... arguments) {
        CommandLine line = EcrOperatorCommand.commandLine();
        return line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of("export", "--endpoint-url=" + emulator.endpoint(), "--region=eu-central-1"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String export(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(run(out, arguments)).as(err.toString()).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    private static List<String> names(String manifests) {
        return Stream.of(manifests.split("---\n"))
                .map(document -> document.replaceAll("(?s).*\nkind: (\\w+)\nmetadata:\n  name: ([^\n]+).*", "$1 $2"))
                .toList();
    }

    @Test
    void shouldExportWhatIsSelected() {
        assertThat(names(export()))
                .containsExactly(
                        "EcrRegistryConfiguration registry-scanning",
                        "EcrRegistryConfiguration registry-account-settings",
                        "EcrPullThroughCacheRule quay",
                        "EcrRepository team-a-api",
                        "EcrRepository team-a-web",
                        "EcrRepository tools");
        assertThat(names(export("--repository=team-a/*")))
                .containsExactly("EcrRepository team-a-api", "EcrRepository team-a-web");
        assertThat(names(export("--tag=team=a", "--tag=stage=prod"))).containsExactly("EcrRepository team-a-web");
        assertThat(names(export("--repository=*o*", "--kinds=ecrrepository,EcrPullThroughCacheRule")))
                .containsExactly("EcrPullThroughCacheRule quay", "EcrRepository tools");
    }

    @Test
    void shouldReadWhatItExportsAndTellOfEachCall() {
        export("--repository=tools");

        assertThat(emulator.calls().writes()).isEmpty();
        assertThat(err.toString())
                .contains("Exported account 123456789012 in eu-central-1: EcrRepository 1. Calls to AWS:"
                        + " DescribeRepositories 1, GetCallerIdentity 1, GetLifecyclePolicy 1, GetRepositoryPolicy 1,"
                        + " ListTagsForResource 1.");
    }

    @Test
    void shouldLeaveOutTagsThatAreNotForASpecAndTellWhoseARepositoryIs() {
        assertThat(export("--repository=team-a/api")).contains("team: a").doesNotContain("ecr-operator.io/owner");
        assertThat(err.toString())
                .contains("Repositories that have an owner already, by the tag ecr-operator.io/owner: 1.");
    }

    @Test
    void shouldCallAnObjectTheSameWhateverElseIsExportedOrCreatedLater() {
        registry.createRepository("shop/web-api");
        emulator.advanceClock(Duration.ofSeconds(1));
        registry.createRepository("shop-web/api");
        emulator.advanceClock(Duration.ofSeconds(1));
        String name = "EcrRepository shop-web-api-" + ObjectNames.hash("shop-web/api");

        assertThat(names(export())).contains("EcrRepository shop-web-api", name);
        assertThat(names(export("--repository=shop-web/*"))).containsExactly(name);

        registry.createRepository("shop-web-api");
        assertThat(names(export("--repository=shop*")))
                .containsExactlyInAnyOrder(
                        "EcrRepository shop-web-api",
                        "EcrRepository shop-web-api-" + ObjectNames.hash("shop-web-api"),
                        name);
    }

    @Test
    void shouldNameTheRegistryThatItExportsToo() {
        String exported = export("--registry=prod", "--kinds=EcrRegistry,EcrRepository", "--repository=tools");

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

        assertThat(export()).doesNotContain("EcrPublicRepository");
        assertThat(export("--kinds=EcrPublicRepository")).isEqualTo("""
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
    void shouldWriteAFileForEachObject(@TempDir Path directory) {
        export(
                "--kinds=EcrRepository",
                "--namespace=team-a",
                "-d",
                directory.resolve("ecr").toString());

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
    void shouldLeaveOutWhatItMayNotReadAndSayWhy() {
        registry.setRepositoryPolicy("tools", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "deny", "Effect": "Deny", "Principal": "*",
                "Action": "ecr:GetLifecyclePolicy"}]}""");

        assertThat(export("--repository=tools"))
                .startsWith("# spec.lifecyclePolicy is left out, and ECR keeps what it has: GetLifecyclePolicy is not"
                        + " permitted.\n")
                .contains("sid: deny");
    }

    @Test
    void shouldSlowDownWhereAwsThrottles() {
        emulator.rateLimits().limit("ListTagsForResource", 4, 1);

        assertThat(names(export("--kinds=EcrRepository"))).hasSize(3);
    }

    @Test
    void shouldNeedNoMoreThanThePolicyThatIsShipped() throws IOException {
        VariedAccount.inPublic(emulator.publicRegistry("123456789012"));
        emulator.iam()
                .policy(
                        "arn:aws:iam::123456789012:role/ecr-operator",
                        Files.readString(Path.of("deploy", "iam", "read-only.json")));

        assertThat(names(export("--kinds=EcrRegistry,EcrRegistryConfiguration,EcrRepositoryCreationTemplate,"
                        + "EcrPullThroughCacheRule,EcrRepository,EcrPublicRepository")))
                .hasSize(9);
        assertThat(err.toString()).doesNotContain("not permitted");
    }

    @Test
    void shouldSayWhichRightIsMissing() {
        emulator.iam().policy("arn:aws:iam::123456789012:role/ecr-operator", """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:Describe*", "Resource": "*"}]}""");
        StringWriter out = new StringWriter();

        assertThat(run(out)).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(err.toString()).contains("Grant it, or leave that kind out with --kinds.");
    }

    @Test
    void shouldSayWhatMakesNoSense() {
        StringWriter out = new StringWriter();

        assertThat(run(out, "--from-ack")).isEqualTo(ExitCode.FAILED);
        assertThat(run(out, "-f", "ack.yaml")).isEqualTo(ExitCode.FAILED);
        assertThat(run(out, "--terraform-removed")).isEqualTo(ExitCode.FAILED);
        assertThat(run(out, "--kinds=EcrRepositories")).isEqualTo(ExitCode.FAILED);
        assertThat(run(out, "--account-id=999999999999")).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasToString("");
        assertThat(err.toString())
                .contains("--from-ack needs -f.")
                .contains("-f goes with --from-ack only.")
                .contains("--terraform-removed and --terraform-state go together.")
                .contains("EcrRepositories")
                .contains("EcrRegistryConfiguration")
                .contains("The credentials belong to account 123456789012, and not to 999999999999.");
    }

    private static Map<String, String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), ExportCommandTest::read, (one, other) -> one, TreeMap::new));
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
