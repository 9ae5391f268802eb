package io.ecroperator.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs scheduled tasks on the caller's thread while it moves a {@link VirtualClock}. Futures are not supported: nothing
 * that is tested here asks for one.
 */
public final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private record Task(Instant at, long order, Duration every, Runnable body) {}

    private final VirtualClock clock;
    private final List<Task> tasks = new ArrayList<>();
    private long order;
    private boolean closed;

    /** Tasks run when the clock is moved through {@link #pass}. */
    public VirtualScheduler(VirtualClock clock) {
        this.clock = clock;
    }

    /** Moves the clock, running on the way what falls due. */
    public void pass(Duration time) {
        Instant until = clock.instant().plus(time);
        for (Task next = next(until); next != null; next = next(until)) {
            tasks.remove(next);
            if (next.at().isAfter(clock.instant())) {
                clock.pass(Duration.between(clock.instant(), next.at()));
            }
            next.body().run();
            if (next.every() != null && !closed) {
                add(next.every(), next.every(), next.body());
            }
        }
        clock.pass(Duration.between(clock.instant(), until));
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    private Task next(Instant until) {
        return tasks.stream()
                .filter(task -> !task.at().isAfter(until))
                .min(Comparator.comparing(Task::at).thenComparing(Task::order))
                .orElse(null);
    }

    private void add(Duration delay, Duration every, Runnable body) {
        if (closed) {
            throw new RejectedExecutionException("shut down");
        }
        tasks.add(new Task(clock.instant().plus(delay), order, every, body));
        order = order + 1;
    }

    @Override
    public void execute(Runnable command) {
        add(Duration.ZERO, null, command);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        add(Duration.of(delay, unit.toChronoUnit()), null, command);
        return null;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        add(Duration.of(initialDelay, unit.toChronoUnit()), Duration.of(delay, unit.toChronoUnit()), command);
        return null;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        closed = true;
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return closed;
    }
}
