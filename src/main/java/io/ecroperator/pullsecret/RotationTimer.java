package io.ecroperator.pullsecret;

import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells when an object is to be looked at, by the clock on the wall: what sleeps for six hours notices neither that the
 * machine slept nor that its clock was set.
 */
final class RotationTimer {

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration WATCH = Duration.ofSeconds(10);

    /** A clock that runs slower than the machine by less is only being adjusted. */
    private static final Duration SET_BACK = Duration.ofSeconds(10);

    /** An object whose listener threw is due again after this. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** Neither asks AWS nor the API server for anything. */
    private static final Duration DEAD = Duration.ofMinutes(10);

    private final ScheduledExecutorService scheduler;
    private final Heartbeat ticks;
    private final Heartbeat watches;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Runnable clockWentBack;
    private final Map<ResourceID, Instant> due = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<ResourceID>> listeners = new CopyOnWriteArrayList<>();
    private Instant lastInstant;
    private long lastNanos;

    /**
     * A timer that does not look at the clock yet.
     *
     * @param nanoTime a time that nobody sets, as of {@link System#nanoTime}
     * @param clockWentBack is told that the clock was set back
     * @param heartbeats show whether it still looks at the clock
     */
    RotationTimer(
            ScheduledExecutorService scheduler,
            Clock clock,
            LongSupplier nanoTime,
            Runnable clockWentBack,
            Heartbeats heartbeats) {
        this.ticks = heartbeats.ofSchedule("rotation", DEAD);
        this.watches = heartbeats.ofSchedule("rotation-watch", DEAD);
        this.scheduler = scheduler;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.clockWentBack = clockWentBack;
        this.lastInstant = clock.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** Looks at the clock every second from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the scheduler
    void start() {
        ticks.beat();
        watches.beat();
        scheduler.scheduleWithFixedDelay(
                () -> watches.run(() -> watchers.forEach(this::guarded)),
                WATCH.toMillis(),
                WATCH.toMillis(),
                TimeUnit.MILLISECONDS);
        scheduler.scheduleWithFixedDelay(
                () -> ticks.run(this::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells the listener of every object whose time has come. */
    void onDue(Consumer<ResourceID> listener) {
        listeners.add(listener);
    }

    /** Runs the watcher every ten seconds. */
    void onWatch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Sets when the object is looked at next, in place of any time before; once. */
    void at(ResourceID id, Instant instant) {
        due.put(id, instant);
    }

    /** The object needs no look. */
    void forget(ResourceID id) {
        due.remove(id);
    }

    /** What one listener throws keeps no other from being told. False if it threw. */
    private boolean guarded(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException | Error defect) {
            ticks.failed(defect);
            return false;
        }
    }

    private void tick() {
        Instant now = clock.instant();
        long nanos = nanoTime.getAsLong();
        Duration onTheWall = Duration.between(lastInstant, now);
        Duration inTruth = Duration.ofNanos(nanos - lastNanos);
        lastInstant = now;
        lastNanos = nanos;
        if (onTheWall.plus(SET_BACK).compareTo(inTruth) < 0) {
            guarded(clockWentBack);
        }
        due.forEach((id, instant) -> {
            if (!now.isBefore(instant) && due.remove(id, instant) && !told(id)) {
                due.putIfAbsent(id, now.plus(AGAIN));
            }
        });
    }

    /** Whether all have heard of it; nobody else would think of its rotation. */
    private boolean told(ResourceID id) {
        boolean all = true;
        for (Consumer<ResourceID> listener : listeners) {
            all &= guarded(() -> listener.accept(id));
        }
        return all;
    }
}
