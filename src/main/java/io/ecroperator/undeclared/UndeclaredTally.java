package io.ecroperator.undeclared;

import io.ecroperator.status.FailureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Counts one pass: whether it may still make calls, and what has come of it. */
public final class UndeclaredTally {

    private final BooleanSupplier inTime;
    private int refusals;
    private boolean troubled;
    private boolean unfinished;
    private Optional<FailureReport> failure = Optional.empty();
    private final Set<String> attached = new TreeSet<>();
    private final Set<String> pending = new TreeSet<>();
    private final Set<String> contested = new TreeSet<>();
    private final Set<String> rivals = new TreeSet<>();
    private final Map<String, String> taken = new TreeMap<>();
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> holding = new TreeSet<>();
    private final Set<String> drifted = new TreeSet<>();
    private final Set<String> repaired = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private final SortedMap<String, String> withdrawn = new TreeMap<>();
    private final SortedMap<String, String> written = new TreeMap<>();

    /** Calls may be made as long as there is time, and until so many repositories were refused. */
    public UndeclaredTally(BooleanSupplier inTime, int refusals) {
        this.inTime = inTime;
        this.refusals = refusals;
    }

    /** Whether calls may be made now. */
    boolean mayCall() {
        if (troubled || refusals == 0) {
            return false;
        }
        if (!inTime.getAsBoolean()) {
            unfinished = true;
            return false;
        }
        return true;
    }

    /** Takes note of a failed call: after AWS's own trouble nothing more is asked of it, a refusal stops one repository. */
    public void failed(String name, FailureReport report) {
        if (failure.isEmpty() || (failure.get().trouble() && !report.trouble())) {
            failure = Optional.of(report);
        }
        if (report.trouble()) {
            troubled = true;
        } else {
            refusals--;
            refused.add(name);
        }
    }

    /** Takes note that there is more to do at once. */
    void unfinished() {
        unfinished = true;
    }

    /** Takes note of a policy that something else has changed. */
    public void drifted(String name) {
        drifted.add(name);
    }

    /** Takes note of the call that has changed the rules of a repository, and of the rules that came and went. */
    public void written(String name, String call) {
        written.put(name, call);
    }

    /** Takes note of a policy that was put back. */
    public void repaired(String name) {
        repaired.add(name);
    }

    /** Takes note of a repository that another owner has, and that nothing of ours is on any more. */
    public void withdrawn(String name, String owner) {
        withdrawn.put(name, owner);
    }

    /** Takes note of where a repository stands at the end. */
    public void count(String name, UndeclaredDecision decision) {
        switch (decision) {
            case UndeclaredDecision.None none -> {}
            case UndeclaredDecision.Kept keeps -> kept.add(name);
            case UndeclaredDecision.Contested(var others) -> {
                contested.add(name);
                rivals.addAll(others);
            }
            case UndeclaredDecision.Taken(var uid) -> taken.put(name, uid);
            case UndeclaredDecision.Synced synced -> attached.add(name);
            case UndeclaredDecision.Unread(var facet, var matched) -> waits(name, matched);
            case UndeclaredDecision.Attach attach -> waits(name, true);
            case UndeclaredDecision.Detach detach -> waits(name, false);
            case UndeclaredDecision.Withdraw withdraw -> waits(name, false);
        }
    }

    private void waits(String name, boolean attaching) {
        if (attaching) {
            attached.add(name);
            pending.add(name);
        } else {
            holding.add(name);
        }
    }

    /** The repositories that AWS has refused to change. */
    Set<String> refused() {
        return refused;
    }

    /** What has come of the pass. */
    public UndeclaredReach reach() {
        return new UndeclaredReach(
                true,
                true,
                List.copyOf(attached),
                List.copyOf(pending),
                List.copyOf(contested),
                List.copyOf(rivals),
                new TreeMap<>(taken),
                List.copyOf(kept),
                List.copyOf(holding),
                new ArrayList<>(drifted),
                new ArrayList<>(repaired),
                new TreeMap<>(withdrawn),
                new TreeMap<>(written),
                failure,
                unfinished && !troubled,
                Optional.empty());
    }
}
