package io.ecroperator.heartbeat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A step that is done again and again in the background until it is ended. Thread-safe. */
public final class Repetition {

    private final Background background;
    private final Heartbeat heartbeat;
    private final Runnable step;
    private final Supplier<Duration> pause;
    private volatile boolean ended;

    /**
     * Does nothing before {@link #start()}.
     *
     * @param pause from the end of a step to the next one
     */
    public Repetition(Background background, Heartbeat heartbeat, Runnable step, Supplier<Duration> pause) {
        this.background = background;
        this.heartbeat = heartbeat;
        this.step = step;
        this.pause = pause;
    }

    /** Begins with a step; returns at once. */
    public void start() {
        heartbeat.beat();
        after(Duration.ZERO);
    }

    /** Shows that a step that takes long goes on. */
    public void beat() {
        heartbeat.beat();
    }

    /** A step under way ends by itself, and no other follows. */
    public void end() {
        ended = true;
        heartbeat.end();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the heartbeat reports failures
    private void after(Duration delay) {
        background
                .schedule()
                .schedule(() -> background.workers().execute(this::work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void work() {
        if (!ended) {
            heartbeat.run(step);
        }
        if (!ended) {
            after(pause.get());
        }
    }
}
