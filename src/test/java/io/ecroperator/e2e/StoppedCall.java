package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.FaultPlan.Fate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The next call of an operation, stopped on its way, so that something can happen while it is in flight. */
final class StoppedCall {

    /** What becomes of the call when it is let go. */
    enum Ending {
        /** It is carried out and answered. */
        ANSWERED,
        /** It is not carried out, and its connection breaks; the next try is answered. */
        DROPPED,
        /** It was carried out before, and its connection breaks; the next try is answered. */
        ANSWER_LOST,
        /** It was carried out before, and its connection breaks; so do those of all that the SDK tries after it. */
        ALL_ANSWERS_LOST
    }

    /** One call and the SDK's own repeats. */
    private static final int ATTEMPTS = 3;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final World world;
    private final Runnable release;

    private StoppedCall(World world, String operation, Ending ending) {
        this.world = world;
        if (ending == Ending.ANSWERED) {
            var hold = world.faults().on(operation).times(1).hold();
            this.release = hold::release;
            world.faults().follow((called, repository) -> {
                arrive(called.equals(operation));
                return Fate.NONE;
            });
        } else {
            this.release = world.faults()::releaseStalled;
            world.faults().follow((called, repository) -> arrive(called.equals(operation)) ? fate(ending) : Fate.NONE);
        }
    }

    /** Stops the next call of the operation; replaces any other that was to be stopped or is. */
    static StoppedCall next(World world, String operation, Ending ending) {
        return new StoppedCall(world, operation, ending);
    }

    private boolean arrive(boolean matches) {
        if (matches) {
            calls.incrementAndGet();
            arrived.countDown();
        }
        return matches;
    }

    private Fate fate(Ending ending) {
        int call = calls.get();
        return switch (ending) {
            case ANSWERED -> Fate.NONE;
            case DROPPED -> call == 1 ? Fate.STALLED : Fate.NONE;
            case ANSWER_LOST -> call == 1 ? Fate.ANSWER_STALLED : Fate.NONE;
            case ALL_ANSWERS_LOST -> call == 1 ? Fate.ANSWER_STALLED : call <= ATTEMPTS ? Fate.ANSWER_LOST : Fate.NONE;
        };
    }

    /** Waits until the call is in flight. */
    void awaitArrival() {
        World.eventually("the call is in flight", () -> {
            assertThat(arrived.getCount()).isZero();
            assertThat(world.emulator().callsInFlight()).isPositive();
        });
    }

    /** Lets it go. */
    void release() {
        release.run();
    }
}
