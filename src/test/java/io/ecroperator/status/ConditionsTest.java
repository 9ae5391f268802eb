package io.ecroperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.compared.Shows;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private final VirtualClock clock = new VirtualClock();

    @Test
    void shouldMoveTheTransitionTimeOnlyWithTheStatus() {
        // Given
        List<Condition> first = ready(null, 1, ConditionStatus.FALSE, Reason.THROTTLED);
        clock.pass(Duration.ofMinutes(1));

        // When
        List<Condition> same = ready(first, 2, ConditionStatus.FALSE, Reason.ACCESS_DENIED);

        // Then
        assertThat(same.getFirst().getLastTransitionTime()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(same.getFirst().getReason()).isEqualTo("AccessDenied");
        assertThat(same.getFirst().getObservedGeneration()).isEqualTo(2);

        // When
        List<Condition> other = ready(same, 2, ConditionStatus.TRUE, Reason.IN_SYNC);

        // Then
        assertThat(other.getFirst().getLastTransitionTime()).isEqualTo("2026-01-02T00:01:00Z");
    }

    @Test
    void shouldWriteTransitionTimesInWholeSeconds() {
        // Given
        clock.pass(Duration.ofMillis(1_234));

        // Then
        assertThat(ready(null, 1, ConditionStatus.TRUE, Reason.IN_SYNC)
                        .getFirst()
                        .getLastTransitionTime())
                .isEqualTo("2026-01-02T00:00:01Z");
    }

    @Test
    void shouldListByTypeWhateverTheOrderOfSetting() {
        // When
        List<Condition> built = new Conditions(null, 1, clock)
                .set(ConditionType.SYNCED, ConditionStatus.TRUE, Reason.IN_SYNC, "m")
                .set(ConditionType.STALLED, ConditionStatus.TRUE, Reason.IN_SYNC, "m")
                .set(ConditionType.READY, ConditionStatus.TRUE, Reason.IN_SYNC, "m")
                .build();

        // Then
        assertThat(built).extracting(Condition::getType).containsExactly("Ready", "Stalled", "Synced");
    }

    @Test
    @Shows("ACK-11")
    void shouldKeepAConditionGenerationAndAllAndInventNone() {
        // Given
        List<Condition> before = ready(null, 1, ConditionStatus.TRUE, Reason.IN_SYNC);
        clock.pass(Duration.ofMinutes(1));

        // When
        List<Condition> kept = new Conditions(before, 2, clock)
                .keep(ConditionType.READY)
                .keep(ConditionType.STALLED)
                .build();

        // Then
        assertThat(kept).isEqualTo(before);
    }

    @Test
    void shouldDropWhatIsNeitherSetNorKept() {
        // Given
        List<Condition> before = ready(null, 1, ConditionStatus.TRUE, Reason.IN_SYNC);

        // Then
        assertThat(new Conditions(before, 1, clock).build()).isEmpty();
    }

    @Test
    void shouldCutAMessageThatNobodyWouldRead() {
        // When
        Condition condition = new Conditions(null, 1, clock)
                .set(ConditionType.READY, ConditionStatus.FALSE, Reason.REJECTED_BY_AWS, "x".repeat(5_000))
                .build()
                .getFirst();

        // Then
        assertThat(condition.getMessage()).hasSize(2_000).endsWith("x…");
    }

    @Test
    void shouldBeTrueOnlyForTheGenerationThatItWasObservedAt() {
        // Given
        List<Condition> conditions = ready(null, 3, ConditionStatus.TRUE, Reason.IN_SYNC);

        // Then
        assertThat(Conditions.isTrue(conditions, ConditionType.READY, 3)).isTrue();
        assertThat(Conditions.isTrue(conditions, ConditionType.READY, 4)).isFalse();
        assertThat(Conditions.isTrue(conditions, ConditionType.SYNCED, 3)).isFalse();
        assertThat(Conditions.isTrue(null, ConditionType.READY, 3)).isFalse();
        assertThat(Conditions.isTrue(ready(null, 3, ConditionStatus.UNKNOWN, Reason.PAUSED), ConditionType.READY, 3))
                .isFalse();
    }

    private List<Condition> ready(List<Condition> before, long generation, ConditionStatus status, Reason reason) {
        return new Conditions(before, generation, clock)
                .set(ConditionType.READY, status, reason, "message")
                .build();
    }
}
