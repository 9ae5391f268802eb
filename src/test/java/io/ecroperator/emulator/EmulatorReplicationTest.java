package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageReplicationStatus;

class EmulatorReplicationTest {
    private static final String OURS = "123456789012";
    private static final String THEIRS = "111122223333";

    private static final String IRELAND = destination(OURS, "eu-west-1");

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);
    private final Registry source = emulator.registry();
    private final Registry ireland = emulator.registry(OURS, "eu-west-1");
    private final Registry theirs = emulator.registry(THEIRS, "us-east-1");

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldReplicateWhatIsPushedFromNowOn() {
        // Given
        source.createRepository("api");
        source.putImage("api", "old");
        replicate(IRELAND, "");

        // When
        source.putImage("api", "new");

        // Then
        assertThat(ireland.imageTags("api")).containsExactly("new");
        assertThat(statuses("api", "new"))
                .singleElement()
                .satisfies(status -> assertThat(status.region()).isEqualTo("eu-west-1"))
                .satisfies(status -> assertThat(status.registryId()).isEqualTo(OURS))
                .satisfies(status -> assertThat(status.statusAsString()).isEqualTo("COMPLETE"));
        assertThat(statuses("api", "old")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"team-a/api, true", "team-a, true", "team-ab/api, true", "web, false"})
    void shouldGoByThePrefixesOfTheFilters(String repository, boolean replicated) {
        // Given
        replicate(IRELAND, ",'repositoryFilters':[{'filter':'team-a','filterType':'PREFIX_MATCH'}]");
        source.createRepository(repository);

        // When
        source.putImage(repository, "v1");

        // Then
        assertThat(ireland.repositoryNames().contains(repository)).isEqualTo(replicated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "none | FAILED",
                "'Action':['ecr:ReplicateImage','ecr:CreateRepository'],'Resource':'arn:aws:ecr:us-east-1:111122223333:repository/*' | COMPLETE",
                "'Action':'ecr:ReplicateImage','Resource':'arn:aws:ecr:us-east-1:111122223333:repository/*' | FAILED",
                "'Action':['ecr:ReplicateImage','ecr:CreateRepository'],'Resource':'arn:aws:ecr:us-east-1:111122223333:repository/team-a/*' | FAILED",
                "'Action':['ecr:ReplicateImage','ecr:CreateRepository'],'Resource':'arn:aws:us-east-1:111122223333:repository/*' | FAILED"
            })
    void shouldAskThePolicyOfAnotherAccountsRegistry(String statement, String status) {
        // Given
        if (statement != null) {
            String policy = "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'" + OURS + "'}," + statement + "}]}";
            try (Clients other = Clients.of(emulator, THEIRS, "us-east-1")) {
                other.ecr().putRegistryPolicy(r -> r.policyText(policy.replace('\'', '"')));
            }
        }
        replicate(destination(THEIRS, "us-east-1"), "");
        source.createRepository("api");

        // When
        source.putImage("api", "v1");

        // Then
        ImageReplicationStatus replication = statuses("api", "v1").getFirst();
        assertThat(replication.statusAsString()).isEqualTo(status);
        assertThat(replication.failureCode()).isEqualTo(status.equals("FAILED") ? Replication.ACCESS_DENIED : null);
        assertThat(theirs.repositoryNames()).hasSize(status.equals("FAILED") ? 0 : 1);
    }

    @Test
    void shouldCreateTheReplicaFromATemplate() {
        // Given
        ireland.call(
                "CreateRepositoryCreationTemplate",
                "{'prefix':'team-a','appliedFor':['REPLICATION'],'imageTagMutability':'IMMUTABLE',"
                        + "'resourceTags':[{'Key':'env','Value':'prod'}],'customRoleArn':'arn:aws:iam::123456789012:role/t'}");
        replicate(IRELAND, "");
        source.createRepository("team-a/api");

        // When
        source.putImage("team-a/api", "v1");

        // Then
        assertThat(ireland.repository("team-a/api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
        assertThat(ireland.tags("team-a/api")).containsEntry("env", "prod");
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "false, v1"})
    void shouldReplicateDeletionsOnlyWhereTheRuleSaysSo(boolean enabled, String left) {
        // Given
        replicate(IRELAND, ",'deleteReplication':{'enabled':" + enabled + "}");
        source.createRepository("api");
        source.putImage("api", "v1");

        // When
        clients.ecr().batchDeleteImage(r -> r.repositoryName("api")
                .imageIds(ImageIdentifier.builder().imageTag("v1").build()));

        // Then
        assertThat(String.join(",", ireland.imageTags("api"))).isEqualTo(left);
    }

    @Test
    void shouldNotReplicateAReplica() {
        // Given
        replicate(IRELAND, "");
        ireland.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[" + destination(OURS, "eu-north-1") + "]}]}}");
        source.createRepository("api");

        // When
        source.putImage("api", "v1");

        // Then
        assertThat(ireland.imageTags("api")).containsExactly("v1");
        assertThat(emulator.registry(OURS, "eu-north-1").repositoryNames()).isEmpty();
    }

    @Test
    void shouldWaitWhilePausedAndTakeOneStepAfterTheOther() {
        // Given
        replicate(IRELAND + "," + destination(OURS, "eu-north-1"), "");
        source.createRepository("api");
        emulator.replication().pause();

        // When / Then
        source.putImage("api", "v1");
        assertThat(states()).containsExactly("IN_PROGRESS", "IN_PROGRESS");
        emulator.replication().run(1);
        assertThat(states()).containsExactly("COMPLETE", "IN_PROGRESS");
        emulator.replication().resume();
        assertThat(states()).containsExactly("COMPLETE", "COMPLETE");
    }

    private List<String> states() {
        return statuses("api", "v1").stream()
                .map(ImageReplicationStatus::statusAsString)
                .toList();
    }

    private List<ImageReplicationStatus> statuses(String repository, String tag) {
        return clients.ecr()
                .describeImageReplicationStatus(
                        r -> r.repositoryName(repository).imageId(id -> id.imageTag(tag)))
                .replicationStatuses();
    }

    private void replicate(String destinations, String furtherMembers) {
        source.call(
                "PutReplicationConfiguration",
                "{'replicationConfiguration':{'rules':[{'destinations':[" + destinations + "]" + furtherMembers
                        + "}]}}");
    }

    private static String destination(String account, String region) {
        return "{'region':'" + region + "','registryId':'" + account + "'}";
    }
}
