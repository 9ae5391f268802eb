package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Freshness;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was not looked at is not equal: an object that was in sync, and whose parts can no longer be read. */
class RepositoryDoubtsTest {

    private static final Duration DEEP_READ = RepositoryWorld.PERIODS.deepRead();
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"open\",\"Effect\":\"Allow\","
                    + "\"Principal\":\"*\",\"Action\":\"ecr:*\"}]}";

    private RepositoryWorld world = new RepositoryWorld();
    private LiveOperator operator;

    @BeforeEach
    void beInSync() {
        world.edit(
                "repositoryPolicy",
                "{statements: [{sid: pull, effect: Allow, principal: {AWS: [\"111122223333\"]}, action:"
                        + " [\"ecr:BatchGetImage\"]}]}");
        world.edit("lifecyclePolicy", "{rules: []}");
        operator = new LiveOperator(world);
        pass(Duration.ofMinutes(10));
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");
        world.ecr.drainCalls();
    }

    @Test
    void shouldNotStayReadyWithAPartThatAwsDoesNotLetItRead() {
        // When
        change(OPEN);
        world.ecr.fail("GetRepositoryPolicy", Fault.of(Kind.DENIED));
        pass(DEEP_READ.multipliedBy(11).dividedBy(10));

        // Then
        assertThat(standing()).isEqualTo("Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied");
        assertThat(condition(ConditionType.SYNCED).getMessage())
                .contains("its repository policy", "GetRepositoryPolicy");
        String since = condition(ConditionType.READY).getLastTransitionTime();

        // When
        world.ecr.drainCalls();
        pass(DEEP_READ);

        // Then
        assertThat(world.ecr.drainOperations())
                .filteredOn("GetRepositoryPolicy"::equals)
                .hasSizeBetween(5, 9);
        assertThat(condition(ConditionType.READY).getLastTransitionTime()).isEqualTo(since);

        // When
        world.ecr.recover();
        pass(Duration.ofMinutes(12));

        // Then
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");
        assertThat(held()).hasValueSatisfying(text -> assertThat(text).doesNotContain("open"));
    }

    @Test
    void shouldKeepTheOtherPartsRightWhileOneMayNotBeRead() {
        // Given
        world.ecr.fail("GetLifecyclePolicy", Fault.of(Kind.DENIED));
        operator.restart();
        pass(DEEP_READ.multipliedBy(2));
        assertThat(standing()).isEqualTo("Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied");

        // When
        change(OPEN);
        pass(DEEP_READ.multipliedBy(11).dividedBy(10));

        // Then
        assertThat(held()).hasValueSatisfying(text -> assertThat(text).doesNotContain("open"));
        assertThat(standing()).isEqualTo("Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied");
    }

    @Test
    void shouldLookAgainAtOnceWhenAskedTo() {
        // Given
        world.ecr.fail("GetRepositoryPolicy", Fault.of(Kind.DENIED));
        world.reconcileAfresh();
        assertThat(standing()).isEqualTo("Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied");

        // When
        world.ecr.recover();
        world.reconcileAfresh();

        // Then
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");
    }

    @Test
    void shouldSayThatAPartHasNotBeenReadForTooLongAndLeaveReadyToTheOutage() {
        // When
        change(OPEN);
        world.ecr.fail("GetRepositoryPolicy", Fault.of(Kind.TRANSIENT));
        pass(Freshness.longest(DEEP_READ).minusMinutes(20));

        // Then
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");

        // When
        pass(Duration.ofMinutes(22));

        // Then
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=Unknown/ReadOverdue");
        assertThat(condition(ConditionType.SYNCED).getMessage()).contains("repository policy not read since");

        // When
        world.ecr.recover();
        pass(Duration.ofMinutes(8));

        // Then
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");
        assertThat(held()).hasValueSatisfying(text -> assertThat(text).doesNotContain("open"));
    }

    @Test
    void shouldReadAgainWhatWasReadLongAgoWhenAPauseEnds() {
        // Given
        world.pause();
        pass(DEEP_READ.multipliedBy(5));
        change(OPEN);

        // When
        world.goOn();
        operator.wake();
        pass(STEP);

        // Then
        assertThat(held()).hasValueSatisfying(text -> assertThat(text).doesNotContain("open"));
    }

    @ParameterizedTest
    @CsvSource({
        "Recreate, Ready=True/InSync Synced=True/InSync",
        "Report, Ready=False/RepositoryMissing Synced=False/RepositoryMissing"
    })
    void shouldDoubtARepositoryThatIsGoneRightAfterItsCreationAndThenDecide(String recreatePolicy, String decided) {
        // Given
        world = new RepositoryWorld();
        world.edit("recreatePolicy", recreatePolicy);
        operator = new LiveOperator(world);
        pass(STEP);
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");
        world.ecr.remove(RepositoryWorld.NAME);
        world.sweep();
        pass(STEP);
        assertThat(standing()).isEqualTo("Ready=True/InSync Synced=True/InSync");

        // When
        world.ecr.drainCalls();
        world.requestLook();
        operator.wake();
        pass(STEP);

        // Then
        assertThat(standing()).isEqualTo("Ready=Unknown/RepositoryUnconfirmed Synced=Unknown/RepositoryUnconfirmed");
        pass(Duration.ofSeconds(100));
        assertThat(world.ecr.drainOperations()).hasSizeBetween(8, 20).containsOnly("DescribeRepository");

        // When
        pass(Duration.ofSeconds(35));

        // Then
        assertThat(standing()).isEqualTo(decided);
    }

    private void pass(Duration duration) {
        Instant until = world.clock.instant().plus(duration);
        while (world.clock.instant().isBefore(until)) {
            world.scheduler().pass(STEP);
        }
    }

    private void change(String repositoryPolicy) {
        world.ecr.change(RepositoryWorld.NAME, held -> held.withRepositoryPolicy(Optional.of(repositoryPolicy)));
    }

    private Optional<String> held() {
        return world.ecr.held(RepositoryWorld.NAME).orElseThrow().repositoryPolicy();
    }

    private Condition condition(ConditionType type) {
        return Conditions.find(world.object().getStatus().conditions(), type).orElseThrow();
    }

    private String standing() {
        return List.of(ConditionType.READY, ConditionType.SYNCED).stream()
                .map(this::condition)
                .map(each -> each.getType() + "=" + each.getStatus() + "/" + each.getReason())
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }
}
