package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.e2e.StoppedCall.Ending;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Edits of annotations, of labels and of a shared policy count as those of the spec do, also while a call is in flight. */
@ExtendWith(SharedCluster.class)
class MetadataEditsIT {

    private static final String REQUESTED_AT = "ecr-operator.io/reconcile-requested-at";
    private static final String PAUSED = "ecr-operator.io/paused";

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldLookAfreshWhenThatIsAskedForWhileACallIsInFlight(Ending ending) {
        // Given
        world.applyReady("api", Facet.TAGS.spec(1));
        StoppedCall call = StoppedCall.next(world, "TagResource", ending);
        world.apply("api", Facet.TAGS.spec(2));
        call.awaitArrival();
        world.emulator().calls().reset();

        // When
        world.edit("api", Annotations.with(REQUESTED_AT, "noon"));
        call.release();

        // Then
        eventually("it says so", () -> assertThat(world.get("api").getStatus().lastHandledReconcileAt())
                .isEqualTo("noon"));
        world.awaitReady("api");
        shouldHold("api", Facet.TAGS, 2);
        assertThat(world.emulator().calls().entries())
                .extracting(LoggedCall::operation)
                .as("the look comes after the call")
                .containsSubsequence("TagResource", "DescribeRepositories", "ListTagsForResource");
    }

    @Test
    void shouldRestWhenThatIsAskedForWhileACallIsInFlightAndGoOnAfterwards() {
        // Given
        world.applyReady("api", Facet.TAGS.spec(1));
        StoppedCall call = StoppedCall.next(world, "TagResource", Ending.ANSWERED);
        world.apply("api", Facet.TAGS.spec(2));
        call.awaitArrival();

        // When
        world.edit("api", Annotations.with(PAUSED, "true"));
        call.release();

        // Then
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.PAUSED);
        shouldHold("api", Facet.TAGS, 2);

        // When
        world.emulator().calls().reset();
        world.edit("api", object -> world.withSpec(object, Facet.TAGS.spec(3)));

        // Then
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.PAUSED);
        assertThat(world.emulator().calls().entries()).isEmpty();

        // When
        world.edit("api", Annotations.without(PAUSED));

        // Then
        world.awaitReady("api");
        shouldHold("api", Facet.TAGS, 3);
    }

    @Test
    void shouldGoOnWhenTheRestBeginsAndEndsWhileOneCallIsInFlight() {
        // Given
        world.applyReady("api", Facet.TAGS.spec(1));
        StoppedCall call = StoppedCall.next(world, "TagResource", Ending.ANSWERED);
        world.apply("api", Facet.TAGS.spec(2));
        call.awaitArrival();

        // When
        world.edit("api", Annotations.with(PAUSED, "true"));
        world.edit("api", object -> world.withSpec(object, Facet.TAGS.spec(3)));
        world.edit("api", Annotations.without(PAUSED));
        call.release();

        // Then
        world.awaitReady("api");
        shouldHold("api", Facet.TAGS, 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWERED", "ALL_ANSWERS_LOST"})
    void shouldPutThePolicyWhenALabelComesWhileACallIsInFlight(Ending ending) {
        // Given
        SharedPolicy policy = SharedPolicy.of(world, "shared", 10, "a");
        policy.label("api", "b", Facet.TAGS.spec(1));
        world.awaitReady("api");
        StoppedCall call = StoppedCall.next(world, "TagResource", ending);
        policy.label("api", "b", Facet.TAGS.spec(2));
        call.awaitArrival();

        // When
        policy.label("api", "a", Facet.TAGS.spec(2));
        call.release();

        // Then
        eventually("it has the policy", () -> shouldHold("api", Facet.LIFECYCLE_POLICY, 10));
        world.awaitReady("api");
        shouldHold("api", Facet.TAGS, 2);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldTakeThePolicyAwayWhenTheLabelGoesWhileItIsBeingPut(Ending ending) {
        // Given
        SharedPolicy policy = SharedPolicy.of(world, "shared", 10, "a");
        policy.label("api", "b");
        world.awaitReady("api");
        StoppedCall call = StoppedCall.next(world, "PutLifecyclePolicy", ending);
        policy.label("api", "a");
        call.awaitArrival();

        // When
        policy.label("api", "b");
        call.release();

        // Then
        eventually("it is settled", () -> {
            shouldHold("api", Facet.LIFECYCLE_POLICY, -1);
            assertThat(world.emulator().callsInFlight()).isZero();
            assertThat(world.get("api").getStatus().lifecycle()).isNull();
            assertThat(policy.resource().get().getStatus().attachedRepositories())
                    .isZero();
        });
        world.lookAgain("api");
        world.awaitReady("api");
        shouldHold("api", Facet.LIFECYCLE_POLICY, -1);
    }

    @Test
    void shouldFollowAnEditOfThePolicyWhileItsRepositoriesAreBeingWritten() {
        // Given
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "r" + i).toList();
        SharedPolicy policy = SharedPolicy.of(world, "shared", 10, "a");
        names.forEach(name -> policy.label(name, "a"));
        eventually("all have it", () -> assertThat(
                        policy.resource().get().getStatus().syncedRepositories())
                .isEqualTo(names.size()));
        var hold = world.faults().on("PutLifecyclePolicy").times(names.size()).hold();
        policy.keep(20);
        eventually("all are being written", () -> assertThat(world.emulator().callsInFlight())
                .isEqualTo(names.size()));

        // When
        policy.keep(30);
        hold.release();

        // Then
        eventually("all have the last one", () -> {
            assertThat(names).allSatisfy(name -> shouldHold(name, Facet.LIFECYCLE_POLICY, 30));
            var edited = policy.resource().get();
            assertThat(edited.getStatus().syncedRepositories()).isEqualTo(names.size());
            assertThat(edited.getStatus().observedGeneration())
                    .isEqualTo(edited.getMetadata().getGeneration());
        });
    }

    @Test
    void shouldTakeThePolicyAwayWhenItIsDeletedWhileItIsBeingPut() {
        // Given
        SharedPolicy policy = SharedPolicy.of(world, "shared", 10, "a");
        policy.label("api", "b");
        world.awaitReady("api");
        StoppedCall call = StoppedCall.next(world, "PutLifecyclePolicy", Ending.ANSWERED);
        policy.label("api", "a");
        call.awaitArrival();

        // When
        policy.resource().delete();
        call.release();

        // Then
        eventually("both are gone", () -> {
            assertThat(policy.resource().get()).isNull();
            assertThat(world.emulator().callsInFlight()).isZero();
            shouldHold("api", Facet.LIFECYCLE_POLICY, -1);
        });
        world.lookAgain("api");
        shouldHold("api", Facet.LIFECYCLE_POLICY, -1);
    }

    private void shouldHold(String repository, Facet facet, int number) {
        assertThat(facet.heldBy(world, repository)).isEqualTo(number);
    }
}
