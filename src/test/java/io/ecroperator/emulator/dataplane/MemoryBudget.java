package io.ecroperator.emulator.dataplane;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of layers the emulator holds at most, uploads under way included. Safe for concurrent use. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * A budget.
     *
     * @param limit bytes
     */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Takes bytes; 413 SIZE_INVALID, and nothing taken, if there are not so many left. */
    void take(long bytes) {
        if (!tryTake(bytes)) {
            throw DistributionError.tooLarge("The emulator holds at most " + limit + " bytes of layers");
        }
    }

    /**
     * Takes bytes if there are so many left.
     *
     * @param bytes how many
     * @return whether they were taken
     */
    public boolean tryTake(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    /** {@return bytes taken} */
    public long used() {
        return used.get();
    }
}
