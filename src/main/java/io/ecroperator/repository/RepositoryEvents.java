package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Events a pass gives rise to: what was done in ECR, every turn for the worse, and what a spec hardly means. Pure. */
final class RepositoryEvents {

    /** One Event to record. */
    record Notice(boolean warning, Reason reason, String message) {

        /** Records the Event about the object. */
        void record(EcrRepository object, EventRecorder events) {
            if (warning) {
                events.warning(object, reason.label(), message);
            } else {
                events.normal(object, reason.label(), message);
            }
        }
    }

    private RepositoryEvents() {}

    /** The Events for a pass that led from the object's status to {@code after}. */
    static List<Notice> of(EcrRepository object, RepositoryOutcome outcome, EcrRepositoryStatus after) {
        List<Notice> notices = new ArrayList<>();
        if (outcome instanceof Observed observed && !observed.made().isEmpty()) {
            notices.add(changed(object, observed));
        }
        worsened(object.getStatus(), after).ifPresent(notices::add);
        EcrRepositoryStatus before = object.getStatus();
        Conditions.newWarning(before == null ? null : before.conditions(), after.conditions())
                .ifPresent(warning -> notices.add(new Notice(true, reason(warning), warning.getMessage())));
        return notices;
    }

    private static Notice changed(EcrRepository object, Observed observed) {
        String name = observed.desired().repositoryName();
        String what = observed.made().stream().map(RepositoryChange::describe).collect(Collectors.joining("; "));
        boolean created = observed.made().stream().anyMatch(CreateRepository.class::isInstance);
        boolean known =
                RecordedRepository.from(object.getStatus()).incarnation().isPresent();
        if (created) {
            return known
                    ? new Notice(
                            true,
                            Reason.RECREATED,
                            "Repository " + name + " had been deleted from ECR; created it again, empty: " + what)
                    : new Notice(false, Reason.CREATED, "Created repository " + name + ": " + what);
        }
        boolean adopted = !known
                && observed.made().stream()
                        .anyMatch(change ->
                                change instanceof TagResource tag && tag.tags().containsKey(Ownership.TAG_KEY));
        if (adopted) {
            return new Notice(false, Reason.ADOPTED, "Took over repository " + name + ": " + what);
        }
        if (observed.made().stream()
                .allMatch(change -> change instanceof TagResource tag
                        && tag.tags().keySet().equals(Set.of(Ownership.CLUSTER_UID_TAG_KEY)))) {
            return new Notice(false, Reason.UPDATED, "Repository " + name + " is this cluster's now: " + what);
        }
        return RepositoryDrift.unedited(
                        object.getStatus(),
                        object.getMetadata().getGeneration(),
                        observed.desired().lifecycleAttachment())
                ? new Notice(
                        true,
                        Reason.DRIFT_REPAIRED,
                        "Repository " + name + " had been changed outside Kubernetes; set it back: " + what)
                : new Notice(false, Reason.UPDATED, "Updated repository " + name + ": " + what);
    }

    /** A condition that left True, or stays away from it for another reason. */
    private static Optional<Notice> worsened(EcrRepositoryStatus before, EcrRepositoryStatus after) {
        for (ConditionType type : List.of(ConditionType.READY, ConditionType.SYNCED)) {
            Optional<Condition> now = Conditions.find(after.conditions(), type)
                    .filter(condition -> !ConditionStatus.TRUE.label().equals(condition.getStatus()));
            Optional<Condition> then = Conditions.find(before == null ? null : before.conditions(), type);
            boolean same = now.isPresent()
                    && then.filter(condition -> Objects.equals(
                                            condition.getReason(), now.get().getReason())
                                    && Objects.equals(
                                            condition.getStatus(), now.get().getStatus()))
                            .isPresent();
            if (now.isPresent() && !same && !transitional(now.get())) {
                return Optional.of(new Notice(true, reason(now.get()), now.get().getMessage()));
            }
        }
        return Optional.empty();
    }

    private static boolean transitional(Condition condition) {
        return Reason.WAITING_FOR_REGISTRY.label().equals(condition.getReason());
    }

    private static Reason reason(Condition condition) {
        return List.of(Reason.values()).stream()
                .filter(reason -> reason.label().equals(condition.getReason()))
                .findFirst()
                .orElse(Reason.INTERNAL_ERROR);
    }
}
