package io.ecroperator.trouble;

import static io.ecroperator.emulator.FaultPlan.Fate.ANSWER_LOST;
import static io.ecroperator.emulator.FaultPlan.Fate.ANSWER_MALFORMED;
import static io.ecroperator.emulator.FaultPlan.Fate.ANSWER_STALLED;
import static io.ecroperator.emulator.FaultPlan.Fate.RESET;
import static io.ecroperator.emulator.FaultPlan.Fate.SERVER_ERROR;
import static io.ecroperator.emulator.FaultPlan.Fate.STALLED;
import static io.ecroperator.emulator.FaultPlan.Fate.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.Faults;
import io.ecroperator.process.ProcessWorld;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The seed is random and printed; {@code -Dtrouble.seed=…} repeats a run. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleIT {

    private static final String DENIED = "service-11";

    private final long seed = Long.getLong("trouble.seed", System.nanoTime());
    private final Report report = new Report(seed);
    private final LocalCluster cluster;
    private Course undisturbed;

    TroubleIT(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void shouldSettleUndisturbed() {
        try (ProcessWorld world = ProcessWorld.in(cluster)) {
            world.startReady();
            undisturbed = Course.of(world, new SeededTrouble(seed, 0, THROTTLED));
        }
        assertThat(undisturbed.stuck()).isEmpty();
        assertThat(undisturbed.states())
                .extracting(state -> state.repositories().size())
                .containsExactly(Fleet.SIZE, Fleet.SIZE, 2, 2);
    }

    @AfterAll
    void report() throws IOException {
        report.publish();
    }

    @Test
    @Shows("provider-upjet-aws#123")
    void shouldConvergeWhenKilledAtEveryCall() {
        try (ProcessWorld world = ProcessWorld.in(cluster)) {
            shouldEndAsUndisturbed("killed -9 at every call", world, new KillAtEveryCall(world, seed));
        }
    }

    @Test
    void shouldConvergeWhenTheLeaderChanges() {
        try (ProcessWorld world = ProcessWorld.in(cluster)) {
            shouldEndAsUndisturbed("leader killed or stopped", world, new LeaderChanges(world));
        }
    }

    @Test
    void shouldConvergeWhenTheAnswerToEveryWriteIsLost() {
        survive("every write: answer lost", new LostAnswers());
    }

    @Test
    @Shows("community#67")
    void shouldConvergeWhenThrottled() {
        survive("30 % throttled", new SeededTrouble(seed, 0.3, THROTTLED));
    }

    @Test
    void shouldConvergeWhenServersFail() {
        survive("30 % status 500", new SeededTrouble(seed, 0.3, SERVER_ERROR));
    }

    @Test
    void shouldConvergeWhenConnectionsBreak() {
        survive("30 % connection reset", new SeededTrouble(seed, 0.3, RESET));
    }

    @Test
    void shouldConvergeWhenAnswersAreMalformed() {
        survive("30 % malformed answers", new SeededTrouble(seed, 0.3, ANSWER_MALFORMED));
    }

    /** Nobody waits so long: to the operator, an answer after 60 s is none. */
    @Test
    void shouldConvergeWhenAnswersNeverCome() {
        survive("5 % unanswered for over 60 s", new SeededTrouble(seed, 0.05, STALLED, ANSWER_STALLED));
    }

    @Test
    void shouldConvergeWhenEverythingHappens() {
        survive(
                "30 % any of these",
                new SeededTrouble(
                        seed,
                        0.3,
                        THROTTLED,
                        SERVER_ERROR,
                        RESET,
                        ANSWER_LOST,
                        ANSWER_MALFORMED,
                        THROTTLED,
                        RESET,
                        STALLED));
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneRepositoryIsDenied() {
        try (ProcessWorld world = ProcessWorld.in(cluster)) {
            // Given
            world.startReady();
            world.emulator().faults().on(Faults.ANY).repository(DENIED).deny();
            Fleet fleet = new Fleet(world);

            // When
            fleet.create();

            // Then
            ProcessWorld.eventually(
                    "all but one are in sync",
                    () -> assertThat(fleet.notInSync()).singleElement().satisfies(said -> assertThat(said)
                            .startsWith(DENIED + ": AccessDenied, ")
                            .contains("ecr:CreateRepository")));
            assertThat(world.ecr().repositoryNames()).hasSize(Fleet.SIZE - 1).doesNotContain(DENIED);

            // When
            world.emulator().faults().clear();
            fleet.requestReconcile(DENIED);

            // Then
            ProcessWorld.eventually("the last one is in sync", () -> assertThat(fleet.notInSync())
                    .isEmpty());
            assertThat(EcrState.of(world)).isEqualTo(undisturbed.states().getFirst());
        }
    }

    private void survive(String name, Trouble trouble) {
        try (ProcessWorld world = ProcessWorld.in(cluster)) {
            world.startReady();
            shouldEndAsUndisturbed(name, world, trouble);
        }
    }

    private void shouldEndAsUndisturbed(String name, ProcessWorld world, Trouble trouble) {
        // When
        Instant start = Instant.now();
        Course course = Course.of(world, trouble);

        // Then
        List<String> extraWrites = course.extraWrites(undisturbed, trouble);
        int lost = 0;
        for (int step = 0; step < course.states().size(); step++) {
            lost += course.states().get(step).lost(undisturbed.states().get(step));
        }
        report.add(name, trouble.strikes(), course, lost, extraWrites.size(), Duration.between(start, Instant.now()));
        assertThat(course.stuck())
                .as("stuck, seed " + seed + "\n" + world.outputs())
                .isEmpty();
        assertThat(course.states())
                .as("ECR after each step, seed " + seed + callsOnDiffering(world, course))
                .isEqualTo(undisturbed.states());
        assertThat(extraWrites).as("extra writes, seed " + seed).isEmpty();
    }

    /** What was asked of the repositories that did not end as undisturbed, call by call. */
    private String callsOnDiffering(ProcessWorld world, Course course) {
        Set<String> names = new TreeSet<>();
        for (int step = 0; step < course.states().size(); step++) {
            names.addAll(
                    course.states().get(step).differing(undisturbed.states().get(step)));
        }
        return world.emulator().calls().entries().stream()
                .filter(call -> names.contains(call.repository()))
                .map(call -> "\n%s %s %s: %s".formatted(call.at(), call.repository(), call.operation(), call.outcome()))
                .collect(Collectors.joining());
    }
}
