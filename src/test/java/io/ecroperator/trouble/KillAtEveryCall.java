package io.ecroperator.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.process.OperatorJar;
import io.ecroperator.process.ProcessWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the process with -9 at every call: the first time in a step that an operation is called on a repository, the call
 * stalls, applied or not by the seed. When no more calls come, because all threads are stalled, the process dies with all of
 * them in flight, and another one starts.
 */
final class KillAtEveryCall implements Trouble {

    /** Calls that come later than this after the one before are for the next kill. */
    private static final Duration QUIET = Duration.ofMillis(150);

    private final Strikes strikes = new Strikes();
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stalled = new AtomicInteger();
    private final ProcessWorld world;
    private final long seed;
    private volatile Instant latest = Instant.EPOCH;
    private OperatorJar operator;

    /** Starts the operator; the world closes it. */
    KillAtEveryCall(ProcessWorld world, long seed) {
        this.world = world;
        this.operator = start(world);
        this.seed = seed;
    }

    /** With many calls in flight: a kill costs the time of a lease. */
    private static OperatorJar start(ProcessWorld world) {
        return world.start(settings -> settings.with("ECR_OPERATOR_RECONCILE_THREADS", "16"));
    }

    @Override
    public Fate fate(String operation, String repository) {
        if (!met.add(operation + "/" + repository)) {
            return Fate.NONE;
        }
        boolean applied = new SplittableRandom(seed * 31 + Objects.hash(operation, repository)).nextBoolean();
        latest = Instant.now();
        stalled.incrementAndGet();
        return strikes.call(operation, applied ? Fate.ANSWER_STALLED : Fate.STALLED);
    }

    @Override
    public void goOn() {
        assertThat(operator.alive()).as("died by itself\n" + operator.output()).isTrue();
        if (stalled.get() > 0 && latest.plus(QUIET).isBefore(Instant.now())) {
            operator.kill9();
            strikes.kill();
            stalled.set(0);
            world.emulator().faults().releaseStalled();
            operator = start(world);
        }
    }

    @Override
    public void nextStep() {
        met.clear();
    }

    @Override
    public boolean mayRepeatUnheardWrites() {
        return false;
    }

    @Override
    public Strikes strikes() {
        return strikes;
    }
}
