package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the timer calls may throw, an Error too: it goes on, nobody is forgotten, and it does not pass unseen. */
class RotationTimerTest {

    private static final ResourceID ONE = new ResourceID("one", "team-a");
    private static final ResourceID TWO = new ResourceID("two", "team-a");
    private static final Duration A_WHILE = Duration.ofSeconds(11);

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final Map<String, Integer> failures = new HashMap<>();
    private final Heartbeats heartbeats =
            new Heartbeats(this::nanos, (name, count) -> failures.merge(name, count, Integer::sum));
    private final SettableClock wall = new SettableClock(clock);
    private final AtomicReference<Error> once = new AtomicReference<>();
    private final List<ResourceID> looked = new ArrayList<>();
    private final RotationTimer timer = new RotationTimer(scheduler, wall, this::nanos, this::defect, heartbeats);

    @BeforeEach
    void start() {
        timer.start();
    }

    @Test
    void shouldTellTheOthersAndComeBackToAnObjectWhoseListenerMetAnError() {
        // Given
        timer.onDue(id -> {
            defect();
            looked.add(id);
        });
        once.set(new NoClassDefFoundError("a class"));
        timer.at(ONE, clock.instant());
        timer.at(TWO, clock.instant());

        // When
        scheduler.pass(Duration.ofSeconds(1));

        // Then
        assertThat(looked).hasSize(1);
        assertThat(failures).containsEntry("rotation", 1);

        // When
        scheduler.pass(A_WHILE);

        // Then
        assertThat(looked).containsExactlyInAnyOrder(ONE, TWO);
        scheduler.pass(A_WHILE);
        assertThat(looked).as("once").hasSize(2);
    }

    @Test
    void shouldGoOnWhenWhoHearsOfTheClockMeetsAnError() {
        // Given
        timer.onDue(looked::add);
        timer.at(ONE, clock.instant().plusSeconds(1));
        once.set(new AssertionError("a defect"));

        // When
        scheduler.pass(Duration.ofSeconds(1));
        wall.jump(Duration.ofHours(-1));
        timer.at(TWO, wall.instant());
        scheduler.pass(A_WHILE);

        // Then
        assertThat(once).hasValue(null);
        assertThat(looked).contains(TWO);
        assertThat(failures).containsEntry("rotation", 1);
    }

    @Test
    void shouldRunTheOtherWatchersWhenOneMeetsAnError() {
        // Given
        AtomicInteger others = new AtomicInteger();
        timer.onWatch(this::defect);
        timer.onWatch(others::incrementAndGet);
        once.set(new NoClassDefFoundError("a class"));

        // When
        scheduler.pass(Duration.ofSeconds(20));

        // Then
        assertThat(others).hasValue(2);
        assertThat(failures).containsEntry("rotation", 1);
    }

    @Test
    void shouldBeMissedByTheHeartbeatsWhenItNoLongerLooksAtTheClock() {
        // Given
        scheduler.pass(Duration.ofHours(1));
        assertThat(heartbeats.silent()).isEmpty();

        // When
        scheduler.shutdown();
        clock.pass(Duration.ofMinutes(11));

        // Then
        assertThat(heartbeats.silent()).containsExactly("rotation", "rotation-watch");
    }

    private void defect() {
        Error defect = once.getAndSet(null);
        if (defect != null) {
            throw defect;
        }
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
