package io.ecroperator.heartbeat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one schedule. It runs the schedule's steps, and nothing that a step throws ends the schedule. Thread-safe; a thread
 * runs one step at a time.
 */
public final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final String name;
    private final Duration bound;
    private final boolean periodic;
    private final LongSupplier nanoTime;
    private final Runnable onFailure;
    private final AtomicLong lastBeat;
    private volatile boolean begun;
    private final Map<Thread, Long> running = new ConcurrentHashMap<>();
    private volatile boolean ended;

    Heartbeat(String name, Duration bound, boolean periodic, LongSupplier nanoTime, Runnable onFailure) {
        this.name = name;
        this.bound = bound;
        this.periodic = periodic;
        this.nanoTime = nanoTime;
        this.onFailure = onFailure;
        this.lastBeat = new AtomicLong(nanoTime.getAsLong());
    }

    String name() {
        return name;
    }

    /** Says that the schedule begins, or goes on; also from within a step that takes long. */
    public void beat() {
        long now = nanoTime.getAsLong();
        lastBeat.set(now);
        begun = true;
        running.computeIfPresent(Thread.currentThread(), (thread, before) -> now);
    }

    /** Runs a step. What it throws is logged and counted, an Error too; false if it threw. */
    public boolean run(Runnable step) {
        beat();
        running.put(Thread.currentThread(), nanoTime.getAsLong());
        try {
            step.run();
            return true;
        } catch (RuntimeException | Error defect) {
            failed(defect);
            return false;
        } finally {
            running.remove(Thread.currentThread());
            beat();
        }
    }

    /** The step as {@link #run} runs it, for an executor. */
    public Runnable guarding(Runnable step) {
        return () -> run(step);
    }

    /** Logs and counts what a step threw that saw to the rest itself. */
    public void failed(Throwable defect) {
        try {
            onFailure.run();
        } catch (RuntimeException | Error uncounted) {
            defect.addSuppressed(uncounted);
        }
        LOG.error("A step of the schedule {} failed; the schedule goes on", name, defect);
    }

    /** The schedule was stopped on purpose, and is silent for ever. */
    public void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isSilent() {
        long now = nanoTime.getAsLong();
        boolean hangs = running.values().stream().anyMatch(since -> isTooLong(now - since));
        return !ended && (hangs || (periodic && begun && isTooLong(now - lastBeat.get())));
    }

    private boolean isTooLong(long nanos) {
        return nanos > bound.toNanos();
    }
}
