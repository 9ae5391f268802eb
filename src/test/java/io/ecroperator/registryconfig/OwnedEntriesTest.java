package io.ecroperator.registryconfig;

import static io.ecroperator.registryconfig.ConfigurationObjects.edit;
import static io.ecroperator.registryconfig.ConfigurationObjects.replicates;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a status lists as its object's own is in ECR, or about to come: never what was kept out. */
class OwnedEntriesTest {

    private static final String EXCLUSIONS = "pullTimeUpdateExclusions: ["
            + "'arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/b', 'arn:aws:iam::123456789012:role/c']";

    private final SettledWorld world = new SettledWorld();

    private void othersHave(int rules) {
        world.ecr.setReplication(IntStream.range(0, rules)
                .mapToObj(number -> "{\"destinations\":[{\"region\":\"us-east-1\",\"registryId\":\"123456789012\"}],"
                        + "\"repositoryFilters\":[{\"filter\":\"their" + number
                        + "/\",\"filterType\":\"PREFIX_MATCH\"}]}")
                .collect(joining(",", "{\"rules\":[", "]}")));
    }

    @Test
    void shouldNotListWhatAQuotaKeepsOut() {
        // Given
        othersHave(25);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));

        // When
        world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("False QuotaExceeded");
        assertThat(object.getStatus().ownedEntries()).isNull();
        assertThat(world.recorded()).isEmpty();
        assertThat(world.ecr.calls()).containsOnly("DescribeRegistry");

        // When
        othersHave(24);
        world.reconcile(object, true);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");
        assertThat(object.getStatus().ownedEntries().replication())
                .containsExactly("team-a/* to 123456789012/eu-west-1");
    }

    @Test
    void shouldReplaceItsOwnAtTheLimit() {
        // Given
        othersHave(24);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));
        world.reconcile(object);

        // When
        edit(object, replicates("team-a/").replace("eu-west-1", "eu-north-1"));
        world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");
        assertThat(object.getStatus().ownedEntries().replication())
                .containsExactly("team-a/* to 123456789012/eu-north-1");
        assertThat(world.ecr.replication()).contains("eu-north-1").doesNotContain("eu-west-1");
    }

    @Test
    void shouldListTheExclusionsThatEcrTookBeforeItRefusedOne() {
        // Given
        world.ecr.fail(text -> text.endsWith("role/b") ? Optional.of(Kind.INVALID) : Optional.empty());
        EcrRegistryConfiguration object = world.add("team-a", "scanners", EXCLUSIONS);

        // When
        world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("False RejectedByAws");
        assertThat(object.getStatus().ownedEntries().pullTimeUpdateExclusions())
                .containsExactly("arn:aws:iam::123456789012:role/a");

        // When
        ConfigurationObjects.delete(object);
        world.reconcile(object);

        // Then
        assertThat(world.ecr.listPullTimeUpdateExclusions()).isEmpty();
    }

    @Test
    void shouldNotCallReadyWhatIsNotSettledAfterAllRounds() {
        // Given
        world.loseRecords(true);
        EcrRegistryConfiguration object = world.add("team-a", "replicas", replicates("team-a/"));

        // When
        Settled settled = world.reconcile(object);

        // Then
        assertThat(SettledWorld.ready(object)).startsWith("False Settling: spec.replication: ");
        assertThat(settled.results().getFirst().failure().orElseThrow().retry()).isPresent();
    }
}
