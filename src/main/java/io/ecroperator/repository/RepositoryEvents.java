package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.managed.Change;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.status.Worsening;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Events a pass gives rise to: what was done in ECR, every turn for the worse, and what a spec hardly means. Pure. */
final class RepositoryEvents {

    private RepositoryEvents() {}

    /** The Events for a pass that led from the object's status to {@code after}. */
    static List<Notice> of(EcrRepository object, RepositoryOutcome outcome, EcrRepositoryStatus after) {
        List<Notice> notices = new ArrayList<>();
        if (outcome instanceof Observed observed && !observed.made().isEmpty()) {
            notices.add(changed(object, observed));
        }
        EcrRepositoryStatus before = object.getStatus();
        notices.addAll(Worsening.notices(before == null ? null : before.conditions(), after.conditions()));
        return notices;
    }

    private static Notice changed(EcrRepository object, Observed observed) {
        String name = observed.desired().repositoryName();
        String what = observed.made().stream().map(RepositoryChange::describe).collect(Collectors.joining("; "));
        boolean created = observed.made().stream().anyMatch(Change::creates);
        boolean known =
                RecordedRepository.from(object.getStatus()).incarnation().isPresent();
        if (created) {
            return known
                    ? Notice.warning(
                            Reason.RECREATED,
                            "Repository " + name + " had been deleted from ECR; created it again, empty: " + what)
                    : Notice.normal(Reason.CREATED, "Created repository " + name + ": " + what);
        }
        boolean adopted = !known && observed.made().stream().anyMatch(Change::takesOver);
        if (adopted) {
            return Notice.normal(Reason.ADOPTED, "Took over repository " + name + ": " + what);
        }
        if (observed.made().stream()
                .allMatch(change -> change instanceof TagResource tag
                        && tag.tags().keySet().equals(Set.of(Ownership.CLUSTER_UID_TAG_KEY)))) {
            return Notice.normal(Reason.UPDATED, "Repository " + name + " is this cluster's now: " + what);
        }
        return RepositoryDrift.unedited(
                        object.getStatus(),
                        object.getMetadata().getGeneration(),
                        observed.desired().lifecycleAttachment())
                ? Notice.warning(
                        Reason.DRIFT_REPAIRED,
                        "Repository " + name + " had been changed outside Kubernetes; set it back: " + what)
                : Notice.normal(Reason.UPDATED, "Updated repository " + name + ": " + what);
    }
}
