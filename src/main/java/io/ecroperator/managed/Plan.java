package io.ecroperator.managed;

import java.util.List;
import java.util.Optional;

/**
 * What has to happen in AWS. The same plan feeds the applier, Observe mode, Events and metrics.
 *
 * @param changes what to do, in order
 * @param refusal what stands against it
 */
public record Plan<C extends Change>(List<C> changes, Optional<Refusal> refusal) {

    /** Copies the changes. */
    public Plan {
        changes = List.copyOf(changes);
    }

    /** A plan that nothing stands against. */
    public static <C extends Change> Plan<C> of(List<C> changes) {
        return new Plan<>(changes, Optional.empty());
    }

    /** The changes that may be made. */
    public List<C> permitted() {
        return isBlocked() ? List.of() : changes;
    }

    /** Whether nothing may be written. */
    public boolean isBlocked() {
        return refusal.filter(Refusal::blocksChanges).isPresent();
    }

    /** Why the object may not write to the thing at all. */
    public Optional<Refusal> refusedOwnership() {
        return refusal.filter(Refusal::isOfOwnership);
    }

    /** The fields of the spec that differ, each once. */
    public List<String> differences() {
        return changes.stream()
                .filter(change -> !change.marksOnly())
                .flatMap(change -> change.facets().stream())
                .distinct()
                .toList();
    }
}
