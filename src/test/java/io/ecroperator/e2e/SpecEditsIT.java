package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.e2e.StoppedCall.Ending;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionType;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An edit of the spec counts whenever it is made, above all while the operator is busy with the one before. */
@ExtendWith(SharedCluster.class)
class SpecEditsIT {

    private static final int MANY = 50;

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
    @CsvSource({
        "TAGS, ANSWERED",
        "TAGS, DROPPED",
        "TAGS, ANSWER_LOST",
        "TAGS, ALL_ANSWERS_LOST",
        "LIFECYCLE_POLICY, ANSWERED",
        "LIFECYCLE_POLICY, DROPPED",
        "LIFECYCLE_POLICY, ALL_ANSWERS_LOST",
        "REPOSITORY_POLICY, ANSWERED",
        "REPOSITORY_POLICY, ANSWER_LOST",
        "REPOSITORY_POLICY, ALL_ANSWERS_LOST"
    })
    void shouldFollowAnEditThatComesWhileACallIsInFlight(Facet facet, Ending ending) {
        // Given
        world.applyReady("api", facet.spec(1));
        try (ReadyClaims claims = ReadyClaims.watch(world, "api", facet)) {
            StoppedCall call = StoppedCall.next(world, facet.operation(), ending);
            world.apply("api", facet.spec(2));
            call.awaitArrival();

            // When
            world.apply("api", facet.spec(3));
            call.release();

            // Then
            EcrRepository object = world.awaitReady("api");
            shouldHold(facet, 3);
            assertThat(object.getStatus().observedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
            claims.shouldAllBeTrue();
        }
        shouldStay(facet, 3);
    }

    /** The plan must not be made from what was known before the call whose end nobody knows. */
    @ParameterizedTest
    @EnumSource(Facet.class)
    void shouldFollowAnEditBackWhileACallIsInFlightWhoseAnswerIsLost(Facet facet) {
        // Given
        world.applyReady("api", facet.spec(1));
        StoppedCall call = StoppedCall.next(world, facet.operation(), Ending.ALL_ANSWERS_LOST);
        world.apply("api", facet.spec(2));
        call.awaitArrival();
        shouldHold(facet, 2);

        // When
        world.apply("api", facet.spec(1));
        call.release();

        // Then
        world.awaitReady("api");
        shouldHold(facet, 1);
        shouldStay(facet, 1);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldFollowAnEditThatComesWhileTheRepositoryIsBeingCreated(Ending ending) {
        // Given
        try (ReadyClaims claims = ReadyClaims.watch(world, "api", Facet.TAGS)) {
            StoppedCall call = StoppedCall.next(world, "CreateRepository", ending);
            world.apply("api", Facet.TAGS.spec(1) + "\nimageTagMutability: IMMUTABLE");
            call.awaitArrival();

            // When
            world.apply("api", Facet.TAGS.spec(2) + "\nimageTagMutability: MUTABLE");
            call.release();

            // Then
            world.awaitReady("api");
            shouldHold(Facet.TAGS, 2);
            assertThat(world.ecr().repository("api").orElseThrow().imageTagMutability())
                    .isEqualTo("MUTABLE");
            claims.shouldAllBeTrue();
        }
        shouldStay(Facet.TAGS, 2);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldRemoveATagThatLeavesTheSpecWhileItIsBeingSet(Ending ending) {
        // Given
        world.applyReady("api", "tags: {team: a}");
        StoppedCall call = StoppedCall.next(world, "TagResource", ending);
        world.apply("api", "tags: {team: a, env: test}");
        call.awaitArrival();

        // When
        world.apply("api", "tags: {team: a}");
        call.release();

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api")).containsEntry("team", "a").doesNotContainKey("env");
    }

    @ParameterizedTest
    @CsvSource({
        "CreateRepository, ANSWERED",
        "CreateRepository, DROPPED",
        "CreateRepository, ANSWER_LOST",
        "CreateRepository, ALL_ANSWERS_LOST",
        "PutLifecyclePolicy, ANSWERED",
        "PutLifecyclePolicy, DROPPED",
        "PutLifecyclePolicy, ALL_ANSWERS_LOST"
    })
    void shouldDeleteWhatWasBeingWrittenWhenTheObjectWasDeleted(String operation, Ending ending) {
        // Given
        StoppedCall call = StoppedCall.next(world, operation, ending);
        world.apply("api", Facet.LIFECYCLE_POLICY.spec(1));
        call.awaitArrival();

        // When
        world.resource("api").delete();
        call.release();

        // Then
        eventually("both are gone", () -> {
            assertThat(world.get("api")).isNull();
            assertThat(world.ecr().repositoryNames()).isEmpty();
        });
    }

    @Test
    void shouldNotClaimAnEditThatComesBetweenTheReadAndTheStatusWrite() {
        // Given
        world.applyReady("api", Facet.TAGS.spec(1));
        StoppedCall last = StoppedCall.next(world, "TagResource", Ending.ANSWERED);
        long second = world.apply("api", Facet.TAGS.spec(2)).getMetadata().getGeneration();
        last.awaitArrival();

        // When
        long third = world.apply("api", Facet.TAGS.spec(3)).getMetadata().getGeneration();
        StoppedCall next = StoppedCall.next(world, "TagResource", Ending.ANSWERED);
        last.release();
        next.awaitArrival();

        // Then
        eventually("the pass before has told", () -> assertThat(
                        world.get("api").getStatus().observedGeneration())
                .isEqualTo(second));
        EcrRepository between = world.get("api");
        assertThat(between.getMetadata().getGeneration()).isEqualTo(third);
        assertThat(between.getStatus().conditions())
                .allSatisfy(condition ->
                        assertThat(condition.getObservedGeneration()).isEqualTo(second));
        shouldHold(Facet.TAGS, 2);

        // When
        next.release();

        // Then
        EcrRepository after = world.awaitReady("api");
        assertThat(after.getStatus().observedGeneration()).isEqualTo(third);
        shouldHold(Facet.TAGS, 3);
    }

    @Test
    void shouldMakeOneCallForManyEditsThatComeWhileAnotherIsInFlight() {
        // Given
        world.applyReady("api", Facet.TAGS.spec(1));
        try (ReadyClaims claims = ReadyClaims.watch(world, "api", Facet.TAGS)) {
            StoppedCall call = StoppedCall.next(world, "TagResource", Ending.ANSWERED);
            world.emulator().calls().reset();
            world.apply("api", Facet.TAGS.spec(2));
            call.awaitArrival();

            // When
            for (int step = 3; step < MANY; step++) {
                world.apply("api", Facet.TAGS.spec(step));
            }
            world.apply("api", Facet.TAGS.spec(MANY));
            call.release();

            // Then
            world.awaitReady("api");
            shouldHold(Facet.TAGS, MANY);
            claims.shouldAllBeTrue();
        }
        assertThat(world.emulator().calls().entries())
                .as("the one in flight, and those for edits that the cache had late")
                .hasSizeBetween(2, MANY / 5)
                .allMatch(LoggedCall::isWrite);
    }

    @Test
    void shouldEndWithTheLastOfManyEditsAndMakeNoMoreWritesThanEdits() {
        // Given
        world.applyReady("api", Facet.LIFECYCLE_POLICY.spec(1));
        world.emulator().calls().reset();
        try (ReadyClaims claims = ReadyClaims.watch(world, "api", Facet.LIFECYCLE_POLICY)) {

            // When
            for (int step = 2; step <= MANY; step++) {
                world.apply("api", Facet.LIFECYCLE_POLICY.spec(step));
            }

            // Then
            EcrRepository object = world.awaitReady("api");
            shouldHold(Facet.LIFECYCLE_POLICY, MANY);
            assertThat(World.condition(object, ConditionType.SYNCED).getObservedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
            claims.shouldAllBeTrue();
            assertThat(claims.versions())
                    .as("each edit and no more than one status for it, beside the version at the start")
                    .isLessThanOrEqualTo(2 * MANY);
        }
        List<String> calls =
                world.callsOn("api").stream().map(LoggedCall::operation).toList();
        List<String> puts = calls.stream().filter("PutLifecyclePolicy"::equals).toList();
        List<String> reads =
                calls.stream().filter("ListTagsForResource"::equals).toList();
        assertThat(puts).hasSizeLessThan(MANY);
        assertThat(reads).as("one look at whose it is for each put").hasSameSizeAs(puts);
        assertThat(calls).hasSize(puts.size() + reads.size());
    }

    private void shouldHold(Facet facet, int number) {
        assertThat(facet.heldBy(world, "api")).isEqualTo(number);
    }

    /** A fresh look at everything finds nothing to do. */
    private void shouldStay(Facet facet, int number) {
        world.emulator().calls().reset();
        world.lookAgain("api");
        assertThat(world.emulator().calls().writes()).isEmpty();
        shouldHold(facet, number);
    }
}
