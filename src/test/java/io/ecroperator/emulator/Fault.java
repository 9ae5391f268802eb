package io.ecroperator.emulator;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One installed fault. */
public final class Fault {
    private final Faults owner;
    private final Faults.Target target;
    private final FaultEffect effect;
    private final AtomicInteger left;
    private final AtomicInteger hits = new AtomicInteger();

    Fault(Faults owner, Faults.Target target, FaultEffect effect) {
        this.owner = owner;
        this.target = target;
        this.effect = effect;
        this.left = new AtomicInteger(target.times());
    }

    /** {@return how many calls it has struck} */
    public int hits() {
        return hits.get();
    }

    /** Takes it away; calls it holds go on. */
    public void clear() {
        owner.remove(this);
        release();
    }

    /** Lets the calls go on that a hold has stopped, and those to come. No effect on other faults. */
    public void release() {
        if (effect instanceof FaultEffect.Hold(CountDownLatch latch)) {
            latch.countDown();
        }
    }

    FaultEffect effect() {
        return effect;
    }

    /** {@return whether it strikes this call, which uses up one of its times} */
    boolean strikes(AwsRequest request, Random random) {
        if (!target.matches(request) || random.nextDouble() >= target.probability()) {
            return false;
        }
        boolean strikes = left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        if (strikes) {
            hits.incrementAndGet();
        }
        return strikes;
    }
}
