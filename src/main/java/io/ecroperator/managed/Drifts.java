package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.Drift;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what somebody else changed in AWS from what follows an edit of the spec. Pure. */
public final class Drifts {

    /**
     * What one pass had to do with changes by others, by facet.
     *
     * @param found what no pass had found before
     * @param repaired what is as the spec says again
     */
    public record Facets(List<String> found, List<String> repaired) {

        static final Facets NONE = new Facets(List.of(), List.of());
    }

    private Drifts() {}

    /** The drift that the status, which may be null, tells of; empty if the spec was edited since. */
    static Optional<Drift> known(ManagedStatus before, long generation) {
        return Optional.ofNullable(before)
                .filter(status -> Objects.equals(status.observedGeneration(), generation))
                .map(ManagedStatus::drift);
    }

    /**
     * Whether AWS equalled the spec at this very generation before, so that a difference is none of the user's edits, of
     * the spec or of what it refers to. After
     * an outage or a pause only Ready still remembers it; with a problem in the way, only Synced does; while a
     * part cannot be read, all the others equal the spec.
     */
    static boolean unedited(ManagedStatus before, long generation, Remarks remarks) {
        return !remarks.editedElsewhere()
                && (known(before, generation).isPresent()
                        || (before != null
                                && (Conditions.isTrue(before.conditions(), ConditionType.SYNCED, generation)
                                        || Conditions.isTrue(before.conditions(), ConditionType.READY, generation)
                                        || doubted(before, generation))));
    }

    private static boolean doubted(ManagedStatus before, long generation) {
        return Conditions.find(before.conditions(), ConditionType.SYNCED)
                .filter(synced -> Long.valueOf(generation).equals(synced.getObservedGeneration()))
                .filter(synced -> synced.getReason().equals(Reason.READ_DENIED.label())
                        || synced.getReason().equals(Reason.READ_OVERDUE.label()))
                .isPresent();
    }

    /** What a pass found and repaired on a thing that was the object's own; nothing if the user's edit explains it. */
    public static Facets facets(ManagedStatus before, long generation, Observed<?, ?, ?> observed) {
        if (!unedited(before, generation, observed.wanted().remarks())) {
            return Facets.NONE;
        }
        List<String> known = known(before, generation).map(Drift::facets).orElse(List.of());
        List<String> remaining = observed.remaining();
        List<String> differing = Stream.concat(observed.made().stream(), observed.plan().changes().stream())
                .flatMap(change -> change.facets().stream())
                .distinct()
                .toList();
        return new Facets(
                differing.stream().filter(facet -> !known.contains(facet)).toList(),
                differing.stream().filter(facet -> !remaining.contains(facet)).toList());
    }
}
