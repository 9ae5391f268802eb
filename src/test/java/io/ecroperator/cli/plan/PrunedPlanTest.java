package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.aws.AwsOptions;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.manifest.ManifestFiles;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a plan says of objects of the cluster that the files no longer hold, kind by kind and trouble by trouble. */
@ExtendWith(AmbientCredentials.class)
class PrunedPlanTest {

    private static final String NAMESPACE = "{apiVersion: v1, kind: Namespace, metadata: {name: team-a}}\n";
    private static final String OWNER = "ecr-operator.io/owner";

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry("123456789012", "ap-northeast-1");

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Manifests manifests(String text) throws IOException {
        return new ManifestFiles(InputStream.nullInputStream())
                .read(List.of(
                        Files.writeString(directory.resolve("all.yaml"), text).toString()));
    }

    /** The plan as a table, of which the first lines tell of the objects. */
    private String plan(String live, String files) throws IOException {
        List<HasMetadata> objects =
                manifests(NAMESPACE + live).objects(HasMetadata.class).toList();
        objects.forEach(object -> object.getMetadata()
                .setUid(object.getKind() + "/" + object.getMetadata().getName()));
        Set<String> prunable = objects.stream()
                .filter(object -> !(object instanceof Namespace))
                .map(object -> object.getMetadata().getUid())
                .collect(Collectors.toSet());
        Manifests written = manifests(files);
        AwsOptions aws = CommandLine.populateCommand(
                new AwsOptions(), "--endpoint-url=" + emulator.endpoint(), "--region=ap-northeast-1");
        OperatorOptions operator = CommandLine.populateCommand(
                new OperatorOptions(),
                "--cluster-name=prod",
                "--cluster-uid=1-2-3",
                "--power=repository-name-patterns=team-a");
        try (CommandAws connection = aws.open()) {
            PlanResult result = new PlanRun(connection, operator, Optional.empty(), 0, (what, done, all) -> {})
                    .plan(
                            new AppliedObjects(
                                    Optional.of(new LiveCluster("1-2-3", objects, Optional.of(prunable))),
                                    written,
                                    "default",
                                    true),
                            written);
            assertThat(emulator.calls().writes()).as("writes of the plan").allMatch(call -> call.operation()
                    .startsWith("Create"));
            return TableReport.of(result, Ansi.OFF);
        }
    }

    private static String object(String kind, String name, String metadata, String rest) {
        return """
                ---
                apiVersion: ecr-operator.io/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: team-a, generation: 1, creationTimestamp: "2026-01-01T00:00:00Z"%s}
                %s
                """.formatted(kind, name, metadata, rest);
    }

    private static String finalized(String kind, String name, String rest) {
        return object(kind, name, ", finalizers: [ecr-operator.io/finalizer]", rest);
    }

    private void owned(String name) {
        registry.createRepository(name, Map.of(OWNER, "prod/team-a/" + name, "ecr-operator.io/cluster-uid", "1-2-3"));
    }

    private static final String NOTHING = "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}";

    @Test
    void shouldTellOfEachKindWhatItsDeletionDoes() throws IOException {
        // Given
        owned("bare");

        // When
        String plan = plan(
                finalized("EcrRepository", "bare", "spec: {deletionPolicy: Delete}")
                        + finalized("EcrRepository", "never-made", "spec: {deletionPolicy: Delete}")
                        + finalized("EcrRepository", "watched", "spec: {managementPolicy: Observe}")
                        + object("EcrRepository", "not-taken-up", "", "spec: {deletionPolicy: DeleteWithImages}")
                        + object(
                                "EcrRepository",
                                "paused",
                                ", finalizers: [a.b/c], annotations: {ecr-operator.io/paused: \"true\"}",
                                "spec: {deletionPolicy: Delete}")
                        + finalized("EcrLifecyclePolicy", "left", "spec: {onDelete: Leave, rules: []}")
                        + finalized("EcrPullSecret", "pull", "spec: {}")
                        + finalized(
                                "EcrRegistryConfiguration",
                                "kept",
                                "spec: {deletionPolicy: Retain}\nstatus: {ownedEntries: {policy: [a]}}"),
                NOTHING);

        // Then
        assertThat(plan).startsWith("""
                - EcrRepository team-a/bare  (repository bare, account 123456789012 in ap-northeast-1, in the cluster, no longer in the files)
                    - DeleteRepository bare

                = EcrRepository team-a/never-made  (repository never-made, account 123456789012 in ap-northeast-1, in the cluster, no longer in the files)
                    note: Deleted: Repository never-made does not exist in ECR.

                = EcrRepository team-a/watched  (repository watched, account 123456789012 in ap-northeast-1, in the cluster, no longer in the files)
                    note: Retained: Repository watched stays in ECR: managementPolicy is Observe.

                ! EcrRepository team-a/paused  (repository paused, account 123456789012 in ap-northeast-1, in the cluster, no longer in the files)
                    refused: Paused: Deletion waits.""");
        assertThat(plan).contains("""

                = EcrLifecyclePolicy team-a/left  (lifecycle policy of repositories that no EcrRepository declares, account 123456789012 in ap-northeast-1, in the cluster, no longer in the files)
                    note: Retained: onDelete is Leave: the lifecycle policy stays on the repositories that have it.
                """, """

                = EcrRegistryConfiguration team-a/kept  (settings of the registry, in the cluster, no longer in the files)
                    note: Retained: The entries of this object stay in ECR: deletionPolicy is Retain.
                """, """

                = EcrRepository team-a/not-taken-up  (in the cluster, no longer in the files)
                    note: Retained: It has no finalizer, so it goes at once, and nothing is done in AWS.
                """, """

                = EcrPullSecret team-a/pull  (in the cluster, no longer in the files)
                    note: Retained: The deletion of an object of this kind does nothing in AWS.
                """, """

                1 refused, 1 to delete, 6 with nothing to do.
                Documents of other kinds, not looked at: 1.
                Objects of the cluster that the files no longer hold: 8.
                """);
    }

    @Test
    void shouldSayWhatNobodyKnowsOfTheImages() throws IOException {
        // Given
        owned("api");
        emulator.publicRegistry("123456789012")
                .call(
                        "CreateRepository",
                        "{\"repositoryName\": \"tool\", \"tags\": [{\"Key\": \"ecr-operator.io/owner\", \"Value\": \"prod/team-a/tool\"}]}");
        emulator.faults().on("ListImages").deny();

        // When
        String plan = plan(
                finalized("EcrRepository", "api", "spec: {deletionPolicy: Delete}")
                        + finalized("EcrPublicRepository", "tool", "spec: {deletionPolicy: DeleteWithImages}"),
                NOTHING);

        // Then
        assertThat(plan)
                .containsPattern(
                        "(?m)^\\? EcrRepository team-a/api .*\n    - DeleteRepository api\n"
                                + "    unknown: AccessDenied: Whether the repository holds images is not known: ListImages: User: .*"
                                + " If it does, they go with deletionPolicy: DeleteWithImages, and block the deletion with Delete.$")
                .containsPattern("(?m)^- EcrPublicRepository team-a/tool .*\n    - DeleteRepository tool\n"
                        + "    warning: DeletionBlocked: A plan does not look whether the public repository holds images. If it"
                        + " does, they go ");
    }

    @Test
    void shouldSayWhatIsLeftOfThoseThatHungOnIt() throws IOException {
        // Given
        owned("api");
        registry.putLifecyclePolicy(
                "api",
                "{\"rules\": [{\"rulePriority\": 1, \"selection\": {\"tagStatus\": \"any\", \"countType\":"
                        + " \"imageCountMoreThan\", \"countNumber\": 10}, \"action\": {\"type\": \"expire\"}}]}");
        String registries = """
                ---
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRegistry
                metadata: {name: prod, generation: 1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {accountId: "123456789012", region: ap-northeast-1, access: [{namespaces: {names: [team-a]}}]}
                """;
        String there = finalized("EcrRepository", "there", "spec: {registryRef: {name: prod}}");

        // When
        String plan = plan(
                registries
                        + there
                        + finalized(
                                "EcrRepository",
                                "api",
                                "spec: {}\nstatus: {lifecycle: {source: EcrLifecyclePolicy/keep,"
                                        + " attachedBy: RepositorySelector}}")
                        + finalized(
                                "EcrLifecyclePolicy",
                                "keep",
                                "spec: {repositorySelector: {matchLabels: {a: b}}, rules: [{rulePriority: 1, selection: {tagStatus:"
                                        + " any, countType: imageCountMoreThan, countNumber: 10}, action: {type: expire}}]}"),
                finalized("EcrRepository", "api", "spec: {}") + there);

        // Then
        assertThat(plan)
                .contains("refused: RegistryNotFound: spec.registryRef: EcrRegistry prod does not exist.")
                .containsPattern("~ EcrRepository team-a/api .*\n    ~ DeleteLifecyclePolicy ")
                .contains(
                        "note: Detaching: onDelete is Remove: EcrRepository api no longer gets the lifecycle policy from it,"
                                + " which their own entries show.");
    }
}
