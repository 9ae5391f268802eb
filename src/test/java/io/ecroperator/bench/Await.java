package io.ecroperator.bench;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something to become so, and tells when it was. */
final class Await {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    /**
     * Asks again and again, with a pause in between, until the answer is yes.
     *
     * @return the time from {@code startedAt}, a {@link System#nanoTime()}, to then, in seconds; late by one pause at most
     * @throws IllegalStateException if it takes longer than 2 minutes
     */
    static double seconds(String what, long startedAt, Duration pause, BooleanSupplier reached) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not so within " + LONGEST + ": " + what);
            }
            pause(pause);
        }
        return secondsSince(startedAt);
    }

    /**
     * Waits until a server that has just been started answers.
     *
     * @param question fails with an {@link UncheckedIOException} as long as nobody listens
     * @throws IllegalStateException if the server ends, or takes longer than 2 minutes
     */
    static void untilAnswers(ServerProcess server, BooleanSupplier question) {
        seconds("the server answers", System.nanoTime(), POLL, () -> {
            server.requireAlive();
            try {
                return question.getAsBoolean();
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    /** Seconds since a {@link System#nanoTime()}. */
    static double secondsSince(long startedAt) {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /** Lets some time pass. */
    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
