package io.ecroperator.heartbeat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one schedule. It runs the schedule's steps, and nothing that a step throws ends the schedule. */
public final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final String name;
    private final Duration bound;
    private final boolean periodic;
    private final LongSupplier nanoTime;
    private final Runnable onFailure;
    private final AtomicLong lastBeat;
    private volatile boolean begun;
    private volatile boolean running;
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
        lastBeat.set(nanoTime.getAsLong());
        begun = true;
    }

    /** Runs a step of a single-threaded schedule. What it throws is logged and counted, an Error too; false if it threw. */
    public boolean run(Runnable step) {
        beat();
        running = true;
        try {
            step.run();
            return true;
        } catch (RuntimeException | Error defect) {
            failed(defect);
            return false;
        } finally {
            running = false;
            beat();
        }
    }

    /** Logs and counts what a step threw that saw to the rest itself. */
    public void failed(Throwable defect) {
        onFailure.run();
        LOG.error("A step of the schedule {} failed; the schedule goes on", name, defect);
    }

    /** The schedule was stopped on purpose, and is silent for ever. */
    public void end() {
        ended = true;
    }

    boolean isSilent() {
        return !ended && (running || (periodic && begun)) && nanoTime.getAsLong() - lastBeat.get() > bound.toNanos();
    }
}
