package io.ecroperator.heartbeat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;

/** The heartbeats of all schedules of the process. Thread-safe. */
public final class Heartbeats {

    private final LongSupplier nanoTime;
    private final ObjIntConsumer<String> failures;
    private final List<Heartbeat> all = new CopyOnWriteArrayList<>();

    /**
     * Of a process without schedules yet.
     *
     * @param nanoTime a time that nobody sets, as of {@link System#nanoTime}
     * @param failures counts steps that threw, by schedule; is told 0 when a schedule begins
     */
    public Heartbeats(LongSupplier nanoTime, ObjIntConsumer<String> failures) {
        this.nanoTime = nanoTime;
        this.failures = failures;
    }

    /** Heartbeats that nobody looks at. */
    public static Heartbeats unwatched() {
        return new Heartbeats(System::nanoTime, (schedule, count) -> {});
    }

    /** A schedule that, from its first beat on, does something at least once in {@code bound}; if not, it is dead. */
    public Heartbeat ofSchedule(String name, Duration bound) {
        return add(name, bound, true);
    }

    /** Work that comes when it comes, on any number of threads, of which a single piece takes {@code bound} at most; longer means that it hangs. */
    public Heartbeat ofQueue(String name, Duration bound) {
        return add(name, bound, false);
    }

    private Heartbeat add(String name, Duration bound, boolean periodic) {
        failures.accept(name, 0);
        Heartbeat heartbeat = new Heartbeat(name, bound, periodic, nanoTime, () -> failures.accept(name, 1));
        all.removeIf(Heartbeat::isEnded);
        all.add(heartbeat);
        return heartbeat;
    }

    /** The names of those that are dead or hang, sorted; empty if all is well. */
    public List<String> silent() {
        return all.stream()
                .filter(Heartbeat::isSilent)
                .map(Heartbeat::name)
                .distinct()
                .sorted()
                .toList();
    }
}
