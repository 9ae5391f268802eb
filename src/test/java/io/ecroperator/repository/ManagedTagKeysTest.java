package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose tags are whose: ours go when they leave the spec, those of others never do. */
class ManagedTagKeysTest {

    private static final String NAME = RepositoryWorld.NAME;
    private static final Map<String, String> OWNED =
            Map.of(Ownership.TAG_KEY, "prod/team/api", Ownership.CLUSTER_UID_TAG_KEY, RepositoryWorld.CLUSTER_UID);

    private final RepositoryWorld world = new RepositoryWorld();

    @BeforeEach
    void sweep() {
        world.sweep();
    }

    @Test
    void shouldLeaveTheTagsOfAnotherIncarnationAlone() {
        // Given
        world.edit("tags", "{team: a, env: x}");
        world.reconcile();
        world.ecr.remove(NAME);
        world.ecr.put(NAME, Map.of("team", "of others"));

        // When
        world.edit("tags", "{env: x}");
        world.reconcileAfresh();
        world.reconcileAfresh();

        // Then
        assertThat(tags()).containsEntry("team", "of others").containsEntry("env", "x");
        assertThat(world.object().getStatus().managedTagKeys()).containsExactly(Ownership.TAG_KEY, "env");
    }

    @Test
    void shouldLeaveTheTagsOfAnotherIncarnationAloneBeforeASweepHasSeenIt() {
        // Given
        world.edit("tags", "{team: a}");
        world.reconcile();
        world.ecr.remove(NAME);
        world.ecr.put(NAME, Map.of("team", "of others"));

        // When
        world.edit("tags", "{}");
        world.reconcile();

        // Then
        assertThat(tags()).containsEntry("team", "of others").containsKey(Ownership.TAG_KEY);
    }

    @Test
    void shouldLeaveTheTagsOfAnotherIncarnationAloneAlsoIfSomeoneCopiedOurOwnershipTag() {
        // Given
        world.edit("tags", "{team: a}");
        world.reconcile();
        world.ecr.remove(NAME);
        world.ecr.put(NAME, Map.of("team", "of others", Ownership.TAG_KEY, "prod/team/api"));

        // When
        world.edit("tags", "{}");
        world.reconcileAfresh();
        world.reconcileAfresh();

        // Then
        assertThat(tags()).containsEntry("team", "of others");
    }

    @Test
    void shouldRemoveATagThatCameWithACreateWhoseAnswerWasLost() {
        // Given
        world.edit("tags", "{team: a}");
        world.ecr.fail("CreateRepository", Fault.lostAnswer());
        world.reconcile();
        world.ecr.recover();

        // When
        world.edit("tags", "{}");
        world.reconcile();

        // Then
        assertThat(tags()).isEqualTo(OWNED);
        assertThat(world.object().getStatus().managedTagKeys()).containsExactly(Ownership.TAG_KEY);
    }

    @Test
    void shouldRemoveATagThatCameWithACreateWhoseAnswerWasLostAlsoAfterItHasOnlyWatched() {
        // Given
        world.edit("tags", "{team: a}");
        world.ecr.fail("CreateRepository", Fault.lostAnswer());
        world.reconcile();
        world.ecr.recover();

        // When
        world.edit("managementPolicy", "Observe");
        world.restart();
        world.sweep();
        world.reconcile();
        world.edit("managementPolicy", "Full");
        world.edit("tags", "{}");
        world.reconcile();

        // Then
        assertThat(tags()).isEqualTo(OWNED);
    }

    @Test
    void shouldRemoveATagThatCameWithARepeatedCreateWhoseAnswerWasLost() {
        // Given
        world.edit("tags", "{old: a}");
        world.reconcile();
        world.sweep();
        world.edit("tags", "{team: a}");
        world.ecr.remove(NAME);
        world.clock.pass(Duration.ofMinutes(5));
        world.sweep();
        world.ecr.fail("CreateRepository", Fault.lostAnswer());
        world.reconcile();
        world.ecr.recover();

        // When
        world.edit("tags", "{}");
        world.restart();
        world.sweep();
        world.reconcile();

        // Then
        assertThat(tags()).isEqualTo(OWNED);
        assertThat(world.object().getStatus().createdAt())
                .isEqualTo(world.ecr
                        .held(NAME)
                        .orElseThrow()
                        .repository()
                        .createdAt()
                        .toString());
    }

    @Test
    void shouldRemoveATagThatCameWithATakeOverWhoseAnswerWasLost() {
        // Given
        world.ecr.put(NAME, Map.of("cost", "7"));
        world.sweep();
        world.edit("tags", "{team: a}");
        world.ecr.fail("TagResource", Fault.lostAnswer());
        world.reconcile();
        world.ecr.recover();

        // When
        world.edit("tags", "{}");
        world.reconcile();

        // Then
        assertThat(tags()).containsOnlyKeys(Ownership.TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY, "cost");
    }

    @Test
    void shouldLeaveATagOfOthersThatACreateWhichNeverCameTrueWouldHaveSet() {
        // Given
        world.edit("tags", "{team: a}");
        world.ecr.fail("CreateRepository", Fault.of(Kind.TRANSIENT));
        world.reconcile();
        world.ecr.recover();
        world.ecr.put(NAME, Map.of("team", "of others"));

        // When
        world.edit("tags", "{}");
        world.reconcileAfresh();
        world.reconcileAfresh();

        // Then
        assertThat(tags()).containsEntry("team", "of others").containsKey(Ownership.TAG_KEY);
    }

    @Test
    void shouldMakeRoomBeforeItAddsWhenEveryTagIsReplaced() {
        // Given
        world.edit("tags", fortyEight("old"));
        world.reconcile();

        // When
        world.edit("tags", fortyEight("new"));
        world.ecr.drainCalls();
        world.reconcile();

        // Then
        assertThat(world.ecr.drainOperations()).containsExactly("DescribeRepository", "UntagResource", "TagResource");
        assertThat(world.object().getStatus().managedTagKeys()).hasSize(49);
    }

    private static String fortyEight(String prefix) {
        return IntStream.range(0, 48).mapToObj(i -> prefix + i + ": v").collect(Collectors.joining(", ", "{", "}"));
    }

    private Map<String, String> tags() {
        return world.ecr.held(NAME).orElseThrow().tags();
    }
}
