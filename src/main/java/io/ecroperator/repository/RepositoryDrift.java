package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Drift;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what somebody else changed in ECR from what follows an edit of the spec. Pure. */
final class RepositoryDrift {

    /**
     * What one pass had to do with changes by others, by facet.
     *
     * @param found what no pass had found before
     * @param repaired what is as the spec says again
     */
    record Facets(List<String> found, List<String> repaired) {}

    private RepositoryDrift() {}

    /** The drift that the status, which may be null, tells of; empty if the spec was edited since. */
    static Optional<Drift> known(EcrRepositoryStatus before, long generation) {
        return Optional.ofNullable(before)
                .filter(status -> Objects.equals(status.observedGeneration(), generation))
                .map(EcrRepositoryStatus::drift);
    }

    /**
     * Whether ECR equalled the spec at this very generation before, so that a difference is none of the user's edits, of
     * the spec or of a shared lifecycle policy. After
     * an outage or a pause only Ready still remembers it; with a foreign ConfigMap in the way, only Synced does; while a
     * part cannot be read, all the others equal the spec.
     */
    static boolean unedited(EcrRepositoryStatus before, long generation, Attachment attachment) {
        return Attachments.LIFECYCLE.stands(before, attachment)
                && (known(before, generation).isPresent()
                        || (before != null
                                && (Conditions.isTrue(before.conditions(), ConditionType.SYNCED, generation)
                                        || Conditions.isTrue(before.conditions(), ConditionType.READY, generation)
                                        || doubted(before, generation))));
    }

    private static boolean doubted(EcrRepositoryStatus before, long generation) {
        return Conditions.find(before.conditions(), ConditionType.SYNCED)
                .filter(synced -> Long.valueOf(generation).equals(synced.getObservedGeneration()))
                .filter(synced -> synced.getReason().equals(Reason.READ_DENIED.label())
                        || synced.getReason().equals(Reason.READ_OVERDUE.label()))
                .isPresent();
    }

    /** What the pass found and repaired; nothing if the user's edit, or a first look, explains it. */
    static Facets facets(EcrRepository object, Observed observed) {
        EcrRepositoryStatus before = object.getStatus();
        long generation = object.getMetadata().getGeneration();
        if (RecordedRepository.from(before).incarnation().isEmpty()
                || !unedited(before, generation, observed.desired().lifecycleAttachment())) {
            return new Facets(List.of(), List.of());
        }
        List<String> known = known(before, generation).map(Drift::facets).orElse(List.of());
        List<String> remaining = observed.remaining();
        List<String> differing = Stream.concat(observed.made().stream(), observed.plan().changes().stream())
                .map(RepositoryChange::facet)
                .distinct()
                .toList();
        return new Facets(
                differing.stream().filter(facet -> !known.contains(facet)).toList(),
                differing.stream().filter(facet -> !remaining.contains(facet)).toList());
    }
}
