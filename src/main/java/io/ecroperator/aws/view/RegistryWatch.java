package io.ecroperator.aws.view;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.TaggingApi;
import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Keeps the view of one registry fresh by sweeps and deep reads, from its start until it is closed. */
public final class RegistryWatch implements AutoCloseable {

    /**
     * How often ECR is looked at.
     *
     * @param sweep the time between two listings of all repositories
     * @param deepRead the time in which every tracked repository's policies are read once
     */
    public record Periods(Duration sweep, Duration deepRead) {}

    /** By which part of it a period may be longer or shorter, so that replicas drift apart. */
    public static final double JITTER = 0.1;

    private static final Duration TICK = Duration.ofSeconds(1);
    /** Several times what one call to AWS may take with its repeats; both schedules beat with each answer. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

    private static final int FRESH_PART = 30;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final RegistryView view;
    private final RepositoryDoors doors;
    private final Sweeper sweeper;
    private final Freshness freshness;
    private final DeepReader deepReader;
    private final LookBudget looks;
    private final Periods periods;
    private final RandomGenerator random;
    private final Clock clock;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Instant startedAt;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicReference<Instant> askedAt = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledExecutorService schedule;
    private final Executor workers;
    private final Heartbeat sweeps;
    private final Heartbeat deepReads;

    /**
     * Reads nothing before {@link #start()}.
     *
     * @param clock of ages and periods; goes on evenly, whatever is done to the machine's ({@link SteadyClock})
     * @param schedule says when to work; not closed here
     * @param workers work, and may wait for AWS as long as it takes
     */
    public RegistryWatch(
            RepositoryDoors calls,
            TaggingApi tagging,
            Periods periods,
            Clock clock,
            RandomGenerator random,
            ScheduledExecutorService schedule,
            Executor workers,
            Heartbeats heartbeats) {
        this.view = new RegistryView(clock);
        this.doors = ViewUpdatingDoors.of(calls, view);
        this.sweeps =
                heartbeats.ofSchedule("sweep", periods.sweep().multipliedBy(3).plus(LONGEST_SILENCE));
        this.deepReads = heartbeats.ofSchedule("deep-reads", LONGEST_SILENCE);
        this.sweeper = new Sweeper(doors, tagging, view, clock, sweeps);
        this.freshness = new Freshness(view, sweeper, periods.deepRead(), clock);
        this.deepReader = new DeepReader(doors, view, sweeper, freshness, periods.deepRead(), clock, random, deepReads);
        this.looks = new LookBudget(clock);
        this.periods = periods;
        this.clock = clock;
        this.random = random;
        this.schedule = schedule;
        this.workers = workers;
    }

    /** How often ECR is looked at. */
    public Periods periods() {
        return periods;
    }

    /** The doors to repositories; each answer updates the view. */
    public RepositoryDoors doors() {
        return doors;
    }

    /** What is known without a call. */
    public RegistryView view() {
        return view;
    }

    /** What of the view is doubtful. */
    public Freshness freshness() {
        return freshness;
    }

    /** Whether the sweep brings tags too: a repository whose tags are unread after it most likely has none. */
    public boolean tagsComeInBulk() {
        return sweeper.tagsComeInBulk();
    }

    /** What may be looked at one by one while the registry cannot be listed. */
    public LookBudget looks() {
        return looks;
    }

    /**
     * Starts to look at ECR, the first time that it is called: a registry that nobody uses, on a standby replica above all,
     * costs no call. Returns at once, also when AWS cannot be reached.
     */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        startedAt = clock.instant();
        view.starting();
        sweeps.beat();
        deepReads.beat();
        after(Duration.ZERO, this::sweepAndGoOn);
        after(TICK, this::readDeepAndGoOn);
    }

    /** Sweeps now, on the caller's thread; false if ECR could not be listed. */
    public boolean sweep() {
        return sweeper.sweep();
    }

    /**
     * Lists again soon: as soon as the last listing is older than a thirtieth of the sweep period. However many ask, and however
     * often, it is done once in that time, and after the last of them has asked. Does nothing before the first listing and while listings fail, which are tried again anyhow.
     */
    public void sweepSoon() {
        askedAt.accumulateAndGet(clock.instant(), (before, now) -> now.isAfter(before) ? now : before);
        sweepOnceStale();
    }

    private void sweepOnceStale() {
        boolean mayAsk = started.get() && view.sweptAt().isPresent() && view.failedSweeps() == 0;
        if (mayAsk && asked.compareAndSet(false, true)) {
            after(untilStale(), this::sweepAsAsked);
        }
    }

    private void sweepAsAsked() {
        asked.set(false);
        boolean done = view.sweptAt().filter(at -> at.isAfter(askedAt.get())).isPresent();
        if (!done && untilStale().isZero()) {
            sweeps.run(sweeper::sweep);
        } else if (!done) { // a moment too early, or a sweep that had begun before has ended meanwhile
            sweepOnceStale();
        }
    }

    /** How long ago the last complete sweep began; empty before the first. */
    private Optional<Duration> sinceSweep() {
        return view.sweptAt().map(at -> Duration.between(at, clock.instant()));
    }

    /** How long ago the last complete sweep began; before the first one, how long it is awaited; empty before the start. */
    public Optional<Duration> unseenFor() {
        return sinceSweep().or(() -> Optional.ofNullable(startedAt).map(at -> Duration.between(at, clock.instant())));
    }

    /** How long the last listing is still fresh enough. */
    private Duration untilStale() {
        Duration age = sinceSweep().orElse(periods.sweep());
        Duration left = periods.sweep().dividedBy(FRESH_PART).minus(age);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void sweepAndGoOn() {
        sweeps.run(sweeper::sweep);
        after(untilNextSweep(), this::sweepAndGoOn);
    }

    private void readDeepAndGoOn() {
        deepReads.run(() -> deepReader.tick(TICK));
        after(TICK, this::readDeepAndGoOn);
    }

    /** Does nothing any more once this is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // each step reports its own failures
    private void after(Duration delay, Runnable step) {
        if (!closed.get()) {
            schedule.schedule(
                    () -> workers.execute(() -> runUnlessClosed(step)), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void runUnlessClosed(Runnable step) {
        if (!closed.get()) {
            step.run();
        }
    }

    /** The period, earlier or later by up to {@link #JITTER}; sooner after a failure, doubling each time. */
    private Duration untilNextSweep() {
        int failures = view.failedSweeps();
        Duration base = failures == 0 ? periods.sweep() : FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration bounded = base.compareTo(periods.sweep()) < 0 ? base : periods.sweep();
        return Duration.ofMillis((long) (bounded.toMillis() * random.nextDouble(1 - JITTER, 1 + JITTER)));
    }

    @Override
    public void close() {
        closed.set(true);
        sweeps.end();
        deepReads.end();
    }
}
