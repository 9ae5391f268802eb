package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.runtime.Lanes.Lane;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final String SICK = "444455556666";
    private static final String SICK_TOO = "777788889999";
    private static final String WELL = "111122223333";

    private final AtomicLong nanos = new AtomicLong();
    private final Lanes lanes = new Lanes(8, nanos::get);
    private final List<ResourceID> woken = new ArrayList<>();
    private final Consumer<ResourceID> onFree = woken::add;

    @Test
    void shouldGiveAllThreadsToTheOnlyAccount() {
        // When / Then
        assertThat(enter(SICK, 20)).hasSize(20);
    }

    @Test
    void shouldKeepThreadsForOthersFromTheBeginning() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);

        // When
        List<Lane> taken = enter(SICK, 20);

        // Then
        assertThat(taken).hasSize(6);
        assertThat(enter(WELL, 2)).hasSize(2);
    }

    @Test
    void shouldLetAllSlowAccountsTogetherHaveHalf() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);
        enter(SICK, 3);
        pass(Lanes.SLOW.plusMillis(1));

        // When
        int more = enter(SICK, 20).size();
        enter(SICK_TOO, 2);
        pass(Lanes.SLOW.plusMillis(1));

        // Then
        assertThat(more).isEqualTo(1);
        assertThat(enter(SICK_TOO, 20)).isEmpty();
        assertThat(enter(WELL, 20)).hasSize(6);
    }

    @Test
    void shouldStaySlowUntilAReconcileIsQuick() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);
        List<Lane> slow = enter(SICK, 2);
        pass(Lanes.SLOW.plusMillis(1));
        slow.forEach(lanes::leave);

        // When
        List<Lane> probes = enter(SICK, 20);
        probes.forEach(lanes::leave);

        // Then
        assertThat(probes).hasSize(4);
        assertThat(enter(SICK, 20)).hasSize(6);
    }

    @Test
    void shouldWakeAsManyAsFindALane() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);
        List<Lane> taken = enter(SICK, 9);

        // When
        lanes.leave(taken.getFirst());

        // Then
        assertThat(woken).containsExactly(object(6));

        // When
        lanes.leave(taken.get(1));

        // Then
        assertThat(woken).containsExactly(object(6), object(7), object(8));
    }

    @Test
    void shouldWakeTheObjectsOfEachKindByItsOwnListener() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);
        List<Lane> taken = enter(SICK, 7);
        List<ResourceID> ofAnotherKind = new ArrayList<>();
        lanes.enter(SICK, object(6), ofAnotherKind::add);

        // When
        lanes.leave(taken.get(0));
        lanes.leave(taken.get(1));

        // Then
        assertThat(woken).containsExactly(object(6));
        assertThat(ofAnotherKind).containsExactly(object(6));
    }

    @Test
    void shouldLeaveTheLaneWhenTheStepFails() {
        // Given
        enter(WELL, 1).forEach(lanes::leave);
        List<Lane> taken = enter(SICK, 5);

        // When
        assertThatThrownBy(() -> lanes.run(SICK, object(0), onFree, () -> {
                    throw new IllegalStateException("a step that fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(taken).hasSize(5);
        assertThat(lanes.run(SICK, object(0), onFree, () -> "taken")).contains("taken");
    }

    private List<Lane> enter(String account, int times) {
        List<Lane> taken = new ArrayList<>();
        for (int number = 0; number < times; number++) {
            lanes.enter(account, object(number), onFree).ifPresent(taken::add);
        }
        return taken;
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private static ResourceID object(int number) {
        return new ResourceID("object-" + number, "default");
    }
}
