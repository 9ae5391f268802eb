package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.Deletion.Held;
import io.ecroperator.managed.Deletion.NotYet;
import io.ecroperator.managed.Deletion.Released;
import io.ecroperator.managed.DeletionPolicies;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.Reason;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RepositoryDeletionTest {

    private static final String NAME = RepositoryWorld.NAME;
    private static final String OWNER = "prod/team/api";
    private static final String STRANGER = "prod/team/other";

    /** What ECR holds, and what the status remembers of it. */
    enum State {
        OURS,
        OURS_WITHOUT_STATUS,
        OURS_BORN_AGAIN,
        OURS_OF_ANOTHER_ACCOUNT,
        UNTAGGED,
        UNTAGGED_BORN_AGAIN,
        UNTAGGED_WITHOUT_STATUS,
        ANOTHERS,
        ANOTHERS_WITHOUT_STATUS,
        GONE,
        GONE_WITHOUT_STATUS
    }

    private final RepositoryWorld world = new RepositoryWorld();
    private final InMemoryEcr ecr = world.ecr;

    @ParameterizedTest(name = "{0}, {1}, {2} images")
    @CsvSource(textBlock = """
            Delete, OURS, 0, Deleted, DescribeRepository ListTagsForResource DeleteRepository
            Delete, OURS_WITHOUT_STATUS, 0, Deleted, DescribeRepository ListTagsForResource DeleteRepository
            Delete, OURS_BORN_AGAIN, 0, Deleted, DescribeRepository ListTagsForResource DeleteRepository
            Delete, OURS_OF_ANOTHER_ACCOUNT, 0, DeletionFailed, DescribeRepository
            Delete, UNTAGGED, 0, Deleted, DescribeRepository ListTagsForResource DeleteRepository
            Delete, UNTAGGED_BORN_AGAIN, 0, Retained, DescribeRepository ListTagsForResource
            Delete, UNTAGGED_WITHOUT_STATUS, 0, Retained, DescribeRepository ListTagsForResource
            Delete, ANOTHERS, 0, Retained, DescribeRepository ListTagsForResource
            Delete, ANOTHERS_WITHOUT_STATUS, 0, Retained, DescribeRepository ListTagsForResource
            Delete, GONE, 0, Deleted, DescribeRepository ListTagsForResource
            Delete, GONE_WITHOUT_STATUS, 0, Deleted, DescribeRepository
            Delete, OURS, 2, DeletionBlocked, DescribeRepository ListTagsForResource DeleteRepository CountImages
            Delete, UNTAGGED, 2, DeletionBlocked, DescribeRepository ListTagsForResource DeleteRepository CountImages
            Delete, ANOTHERS, 2, Retained, DescribeRepository ListTagsForResource
            DeleteWithImages, OURS, 0, Deleted, DescribeRepository ListTagsForResource DeleteRepository force
            DeleteWithImages, OURS, 2, Deleted, DescribeRepository ListTagsForResource DeleteRepository force
            DeleteWithImages, OURS_OF_ANOTHER_ACCOUNT, 2, DeletionFailed, DescribeRepository
            DeleteWithImages, UNTAGGED, 2, Deleted, DescribeRepository ListTagsForResource DeleteRepository force
            DeleteWithImages, UNTAGGED_BORN_AGAIN, 2, Retained, DescribeRepository ListTagsForResource
            DeleteWithImages, ANOTHERS, 2, Retained, DescribeRepository ListTagsForResource
            DeleteWithImages, GONE, 0, Deleted, DescribeRepository ListTagsForResource
            Retain, OURS, 2, Retained,
            Retain, ANOTHERS, 2, Retained,
            Retain, GONE, 0, Retained,
            """)
    void shouldGoAsFarAsThePolicyAndTheOwnershipPermit(
            String policy, State state, int images, String reason, String calls) {
        // Given
        world.edit("deletionPolicy", policy);
        arrange(state, images);

        // When
        Deletion result = delete();

        // Then
        assertThat(reason(result).label()).isEqualTo(reason);
        assertThat(String.join(" ", ecr.drainOperations())).isEqualTo(calls == null ? "" : calls);
        assertThat(result instanceof Released).isEqualTo(!reason.startsWith("Deletion"));
        boolean deleted = reason.equals("Deleted") || state.name().startsWith("GONE");
        assertThat(ecr.held(NAME).isEmpty()).isEqualTo(deleted);
    }

    @Test
    void shouldCallAbsentPolicyDelete() {
        // Given
        arrange(State.OURS, 1);

        // When
        Deletion result = delete();

        // Then
        assertThat(reason(result)).isEqualTo(Reason.DELETION_BLOCKED);
        assertThat(ecr.drainOperations()).contains("DeleteRepository").doesNotContain("DeleteRepository force");
    }

    @Test
    void shouldMakeNoCallForAnObjectThatObserves() {
        // Given
        arrange(State.OURS, 0);
        world.edit("managementPolicy", "Observe");
        world.edit("deletionPolicy", "DeleteWithImages");

        // Then
        assertThat(reason(delete())).isEqualTo(Reason.RETAINED);
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"OURS", "UNTAGGED"})
    void shouldKeepTheRepositoryOfAnotherClusterOfTheSameName(State state) {
        // Given
        arrange(state, 0);
        ecr.change(NAME, held -> {
            Map<String, String> tags = new HashMap<>(held.tags());
            tags.put(Ownership.CLUSTER_UID_TAG_KEY, "0f1e2d3c-0000-4000-8000-000000000002");
            return held.withTags(tags);
        });
        world.edit("deletionPolicy", "DeleteWithImages");

        // When
        Deletion result = delete();

        // Then
        assertThat(reason(result)).isEqualTo(Reason.RETAINED);
        assertThat(((Released) result).message()).contains("0f1e2d3c-0000-4000-8000-000000000002");
        assertThat(ecr.held(NAME)).isPresent();
    }

    @Test
    void shouldMakeNoCallWhenAnOlderObjectHasTheRepository() {
        // Given
        arrange(State.OURS, 0);

        // When
        Deletion result = world.delete(true);

        // Then
        assertThat(reason(result)).isEqualTo(Reason.RETAINED);
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @Test
    void shouldMakeNoCallWhenTheSpecCannotBeRead() {
        // Given
        arrange(State.OURS, 0);
        EcrRepository unreadable = world.object();
        unreadable.setSpec(null);

        // Then
        assertThat(reason(delete())).isEqualTo(Reason.RETAINED);
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, still holds 1 image.",
        "2, still holds 2 images.",
        "12, still holds 12 images.",
        "1001, still holds at least 1000 images."
    })
    void shouldSayHowManyImagesBlock(int images, String sentence) {
        // Given
        arrange(State.OURS, images);

        // When
        Held held = (Held) delete();

        // Then
        assertThat(held.message()).contains(sentence).endsWith(Reason.DELETION_BLOCKED.remedy());
        assertThat(held.contents()).contains(Math.min(images, 1_000));
        assertThat(held.trouble()).isFalse();
    }

    @Test
    void shouldSayWhichRepositoryItWasToDeleteAndWhichOneItFinds() {
        // Given
        arrange(State.OURS_OF_ANOTHER_ACCOUNT, 0);

        // When
        Held held = (Held) delete();

        // Then
        assertThat(held.message())
                .contains("arn:aws:ecr:eu-central-1:444455556666:repository/api", InMemoryEcr.ARN + "api")
                .contains("deletionPolicy: Retain");
    }

    @Test
    void shouldNotSayThatThereAreNoImagesWhereEcrSaysThatThereAreSome() {
        // Given
        arrange(State.OURS, 0);
        ecr.fail("DeleteRepository", Fault.of(Kind.NOT_EMPTY));

        // When
        Held held = (Held) delete();

        // Then
        assertThat(held.message()).contains("still holds images.");
        assertThat(held.contents()).contains(0);
    }

    @Test
    void shouldDoWithoutTheNumberWhenCountingIsDenied() {
        // Given
        arrange(State.OURS, 3);
        ecr.fail("CountImages", Fault.of(Kind.DENIED));

        // When
        Held held = (Held) delete();

        // Then
        assertThat(held.reason()).isEqualTo(Reason.DELETION_BLOCKED);
        assertThat(held.message()).contains("still holds images.");
        assertThat(held.contents()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NOT_FOUND", "NOT_EMPTY"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldStayAndSayWhyWhenAnyCallFails(Kind kind) {
        for (String operation : List.of("DescribeRepository", "ListTagsForResource", "DeleteRepository")) {
            // Given
            arrange(State.OURS, 0);
            ecr.fail(operation, Fault.of(kind));

            // When
            Held held = (Held) delete();

            // Then
            assertThat(held.message())
                    .contains(kind == Kind.WRONG_ACCOUNT ? "account" : operation) // for that one nothing is called
                    .endsWith("Or set deletionPolicy: Retain to let this object go and keep the repository.");
            assertThat(held.backoff().first()).isPositive();
            assertThat(ecr.held(NAME)).isPresent();
            ecr.recover();
        }
    }

    @Test
    @Shows("provider-upjet-aws#123")
    void shouldBeDoneWhenTheAnswerToTheDeletionWasLost() {
        // Given
        arrange(State.OURS, 0);
        ecr.fail("DeleteRepository", Fault.lostAnswer());
        assertThat(delete()).isInstanceOf(Held.class);
        ecr.recover();

        // Then
        assertThat(reason(delete())).isEqualTo(Reason.DELETED);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void shouldForceOnlyWithConsentInWriting(State state) {
        for (String policy : Arrays.asList(null, "Delete", "Retain")) {
            // Given
            world.edit("deletionPolicy", policy);
            arrange(state, 5);

            // When
            delete();

            // Then
            assertThat(ecr.drainCalls()).extracting(Call::operation).doesNotContain("DeleteRepository force");
            assertThat(ecr.held(NAME).isPresent()).isEqualTo(!state.name().startsWith("GONE"));
        }
    }

    @Test
    void shouldCallNothingWhilePaused() {
        // When
        Held held = DeletionPolicies.paused();

        // Then
        assertThat(held.reason()).isEqualTo(Reason.PAUSED);
        assertThat(held.message()).endsWith(Reason.PAUSED.remedy());
    }

    private Deletion delete() {
        return world.delete(false);
    }

    private static Reason reason(Deletion result) {
        return switch (result) {
            case Released(var reason, var message) -> reason;
            case Held held -> held.reason();
            case NotYet notYet -> throw new AssertionError("the registry is known");
        };
    }

    private void arrange(State state, int images) {
        ecr.remove(NAME);
        ecr.put(NAME, Map.of(Ownership.TAG_KEY, OWNER));
        EcrRepositoryStatus recorded = status(state == State.OURS_OF_ANOTHER_ACCOUNT ? "444455556666" : "111122223333");
        if (state.name().endsWith("BORN_AGAIN")) {
            ecr.remove(NAME);
            ecr.put(NAME, Map.of(Ownership.TAG_KEY, OWNER));
        }
        if (state.name().startsWith("UNTAGGED")) {
            ecr.change(NAME, held -> held.withTags(Map.of("foreign", "tag")));
        } else if (state.name().startsWith("ANOTHERS")) {
            ecr.change(NAME, held -> held.withTags(Map.of(Ownership.TAG_KEY, STRANGER)));
        } else if (state.name().startsWith("GONE")) {
            ecr.remove(NAME);
        }
        ecr.change(NAME, held -> held.withImages(images));
        world.object().setStatus(state.name().endsWith("WITHOUT_STATUS") ? null : recorded);
        ecr.drainCalls();
    }

    private EcrRepositoryStatus status(String account) {
        var repository = ecr.held(NAME).orElseThrow().repository();
        return new EcrRepositoryStatus(
                1L,
                null,
                repository.repositoryUri(),
                repository.repositoryArn().replace("111122223333", account),
                account,
                repository.createdAt().toString(),
                null,
                null,
                null,
                List.of(Ownership.TAG_KEY),
                null,
                null,
                null,
                null);
    }
}
