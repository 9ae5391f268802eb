package io.ecroperator.trouble;

import io.ecroperator.emulator.FaultPlan.Fate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a trouble did. Safe for concurrent use. */
final class Strikes {

    /** An operation, and what it met. */
    record Kind(String operation, Fate fate) {}

    private final Set<Kind> kinds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();

    /** Notes a call struck, and passes on what strikes it. */
    Fate call(String operation, Fate fate) {
        calls.incrementAndGet();
        kinds.add(new Kind(operation, fate));
        return fate;
    }

    /** Notes that a process was killed. */
    void kill() {
        kills.incrementAndGet();
    }

    /** The number of calls struck. */
    int calls() {
        return calls.get();
    }

    /** The number of processes killed. */
    int kills() {
        return kills.get();
    }

    /** Which operation met which fate. */
    Set<Kind> kinds() {
        return Set.copyOf(kinds);
    }
}
