package io.ecroperator.heartbeat;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What work in the background runs on.
 *
 * @param clock of ages and periods; goes on evenly, whatever is done to the machine's
 * @param random keeps replicas apart
 * @param schedule says when to work; whoever made it closes it
 * @param workers work, and may wait for AWS as long as it takes
 */
public record Background(
        Clock clock,
        RandomGenerator random,
        ScheduledExecutorService schedule,
        Executor workers,
        Heartbeats heartbeats) {

    /**
     * For a program that ends soon: what is due now is done at once, by whoever asks for it, and what is due later never. Nobody
     * watches whether it goes on.
     */
    public static Background atOnce(Clock clock, RandomGenerator random) {
        return new Background(clock, random, new AtOnce(), Runnable::run, Heartbeats.unwatched());
    }

    /** With threads that die with the process: one that says when to work, and as many to work as it takes. */
    public static Background withThreads(Clock clock, RandomGenerator random, Heartbeats heartbeats) {
        ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("registries").factory());
        Executor workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .name("registry-", 0)
                .factory());
        return new Background(clock, random, schedule, workers, heartbeats);
    }
}
