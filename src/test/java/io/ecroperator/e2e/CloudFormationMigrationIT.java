package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.emulator.RepositorySnapshot;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.AmbientCredentials;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.MotoServer;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Repositories of a stack come to the operator, in the steps of {@code docs/coming-from.md}.
 *
 * <p>What a stack keeps is judged by moto's CloudFormation, where its repositories come from and which deletes the stack. What
 * that leaves out of a repository ({@link CloudFormation}), the test writes as AWS does. How much is written, and what of tags
 * nobody but AWS may touch, is judged by our emulator.
 */
@ExtendWith({SharedCluster.class, AmbientCredentials.class})
class CloudFormationMigrationIT {

    private static final String STACK = "shop";
    private static final String TEMPLATE = """
            Resources:
              Api:
                Type: AWS::ECR::Repository
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
                Properties:
                  RepositoryName: shop/api
                  ImageTagMutability: IMMUTABLE
                  Tags: [{Key: team, Value: shop}]
              Web:
                Type: AWS::ECR::Repository
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
                Properties:
                  RepositoryName: shop/web
                  ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
                  ImageTagMutabilityExclusionFilters:
                    - ImageTagMutabilityExclusionFilterType: WILDCARD
                      ImageTagMutabilityExclusionFilterValue: dev-*
              Scratch:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: scratch, EmptyOnDelete: true}
            """;
    private static final Map<String, String> REPOSITORIES = Map.of("shop/api", "Api", "shop/web", "Web");
    private static final List<String> OBJECTS = List.of("shop-api", "shop-web");
    private static final String LIFECYCLE = """
            {"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":\
            "days","countNumber":14},"action":{"type":"expire"}}]}""";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"staging","Effect":"Allow","Principal":{"AWS":\
            "arn:aws:iam::111122223333:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}""";

    @TempDir
    private Path directory;

    @Test
    void shouldStayReadyWithEverythingThatItHadWhenItsStackIsDeleted(LocalCluster cluster) throws IOException {
        try (MotoServer moto = MotoServer.start();
                World world = World.withoutOperator(cluster, StandIn.Moto.emptied(moto))) {
            // Given
            CloudFormation cloudFormation = new CloudFormation(moto.endpoint());
            String stackId = cloudFormation.createStack(STACK, TEMPLATE);
            furnish(world.ecr());
            Map<String, RepositorySnapshot> before = snapshots(world.ecr());
            Path exported = export(world, moto.endpoint());
            assertThat(plan(2, moto.endpoint(), exported))
                    .contains("2 to take over")
                    .contains("TagResource");

            // When
            apply(world, exported);
            world.startOperator(OperatorUnderTest.Options.DEFAULT);

            // Then
            OBJECTS.forEach(world::awaitReady);
            Map<String, RepositorySnapshot> adopted = snapshots(world.ecr());
            assertThat(adopted).allSatisfy((name, repository) -> {
                assertThat(repository.tags())
                        .containsAllEntriesOf(before.get(name).tags())
                        .containsEntry(Ownership.TAG_KEY, "e2e/" + world.namespace() + "/" + name.replace('/', '-'));
                assertThat(repository)
                        .usingRecursiveComparison()
                        .ignoringFields("tags")
                        .isEqualTo(before.get(name));
            });

            // When
            cloudFormation.deleteStack(stackId);
            world.sweep();
            OBJECTS.forEach(world::lookAgain);

            // Then
            assertThat(world.ecr().repositoryNames())
                    .as("what has no DeletionPolicy went with the stack")
                    .containsExactly("shop/api", "shop/web");
            OBJECTS.forEach(world::awaitReady);
            assertThat(snapshots(world.ecr())).isEqualTo(adopted);
            assertThat(plan(0, moto.endpoint(), exported)).contains("2 with nothing to do");
        }
    }

    @Test
    void shouldBeWrittenTheTagsOfOwnershipAndNothingElse(LocalCluster cluster) throws IOException {
        try (World world = World.withoutOperator(cluster)) {
            // Given
            RegistryContents ecr = world.ecr();
            REPOSITORIES.keySet().forEach(ecr::createRepository);
            furnish(ecr);
            Path exported = export(world, world.emulator().endpoint());
            apply(world, exported);
            int before = world.emulator().calls().writes().size();

            // When
            world.startOperator(OperatorUnderTest.Options.DEFAULT);
            OBJECTS.forEach(world::awaitReady);
            world.sweep();
            OBJECTS.forEach(world::lookAgain);

            // Then
            assertThat(world.emulator().calls().writes().stream().skip(before).map(LoggedCall::operation))
                    .containsExactly("TagResource", "TagResource");
            REPOSITORIES.forEach((name, resource) ->
                    assertThat(ecr.tags(name)).containsAllEntriesOf(tagsOfCloudFormation(resource)));

            // When
            kubectl(
                    world,
                    "patch",
                    "ecrrepo/shop-api",
                    "--namespace=" + world.namespace(),
                    "--type=json",
                    "--patch=[{\"op\": \"replace\", \"path\": \"/spec/tags\", \"value\": {}}]");
            world.awaitReady("shop-api");

            // Then
            Map<String, String> left = new HashMap<>(ecr.tags("shop/api"));
            left.keySet().removeIf(Ownership::isOurs);
            assertThat(left).isEqualTo(tagsOfCloudFormation("Api"));
        }
    }

    /** AWS's own tags do not count towards the 50 of a repository, and nobody can remove them; two of the 50 are ours. */
    @Test
    void shouldFindRoomForItsTagsBesideThoseThatDoNotCount(LocalCluster cluster) {
        try (World world = World.start(cluster)) {
            // Given
            Map<Integer, Map<String, String>> tags = new HashMap<>();
            for (int own : List.of(47, 48, 49, 50)) {
                tags.put(own, new HashMap<>(tagsOfCloudFormation("Api")));
                IntStream.range(0, own).forEach(number -> tags.get(own).put("k%02d".formatted(number), "v"));
                world.ecr().createRepository("with-" + own, tags.get(own));
            }
            world.sweep();

            // When
            tags.keySet().forEach(own -> world.apply("with-" + own, "adoptionPolicy: IfUnowned"));

            // Then
            for (int own : List.of(47, 48)) {
                world.awaitReady("with-" + own);
                assertThat(world.ecr().tags("with-" + own))
                        .containsAllEntriesOf(tags.get(own))
                        .containsKeys(Ownership.TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY);
            }
            for (int own : List.of(49, 50)) {
                EcrRepository object = world.awaitNotReady("with-" + own, Reason.REJECTED_BY_AWS);
                assertThat(World.condition(object, ConditionType.READY).getMessage())
                        .contains("beside the " + own + " tags that the repository has; ECR takes 50. Remove "
                                + (own == 49 ? "1 tag" : "2 tags") + " in ECR")
                        .contains("k00")
                        .doesNotContain("aws:");
                assertThat(world.ecr().tags("with-" + own)).isEqualTo(tags.get(own));
            }
        }
    }

    /** What the stack has beside what moto's CloudFormation reads of the template. */
    private static void furnish(RegistryContents ecr) {
        REPOSITORIES.forEach((name, resource) -> {
            World.addTags(ecr, name, tagsOfCloudFormation(resource));
            ecr.putImage(name, "v1");
        });
        World.addTags(ecr, "shop/api", Map.of("team", "shop"));
        ecr.setScanOnPush("shop/api", true);
        ecr.putLifecyclePolicy("shop/api", LIFECYCLE);
        ecr.setRepositoryPolicy("shop/web", POLICY);
    }

    /**
     * The tags that CloudFormation writes on what it creates.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-tags.html">Tags</a>
     */
    private static Map<String, String> tagsOfCloudFormation(String resource) {
        return Map.of(
                "aws:cloudformation:stack-name", STACK,
                "aws:cloudformation:logical-id", resource,
                "aws:cloudformation:stack-id",
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/418acb05-1e8c-4b91-a24a-8f15a248404b");
    }

    private static Map<String, RepositorySnapshot> snapshots(RegistryContents ecr) {
        Map<String, RepositorySnapshot> found = new HashMap<>();
        REPOSITORIES
                .keySet()
                .forEach(name -> found.put(name, ecr.repository(name).orElseThrow()));
        return found;
    }

    private Path export(World world, URI aws) throws IOException {
        String exported = run(
                0,
                "export",
                "--endpoint-url=" + aws,
                "--region=" + World.REGION,
                "--namespace=" + world.namespace(),
                "--repository=shop/*");
        assertThat(exported).contains("shop/api").doesNotContain("aws:cloudformation");
        return Files.writeString(directory.resolve("exported.yaml"), exported);
    }

    private static String plan(int exitCode, URI aws, Path manifests) {
        return run(
                exitCode,
                "plan",
                "-f=" + manifests,
                "--cluster-name=e2e",
                "--endpoint-url=" + aws,
                "--region=" + World.REGION);
    }

    private static String run(int exitCode, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as(out.toString() + err).isEqualTo(exitCode);
        return out.toString();
    }

    private static void apply(World world, Path manifests) {
        kubectl(world, "apply", "--server-side", "--validate=strict", "-f", manifests.toString());
    }

    private static void kubectl(World world, String... arguments) {
        KubectlResult result = world.cluster().kubectl(arguments);
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }
}
