package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.status.Worsening;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which Events a pass gives rise to: what was done in AWS, every turn for the worse, and what a spec hardly means. Pure. */
public final class PassNotices {

    private PassNotices() {}

    /** The Events for a pass that led from the object's status to {@code after}. */
    public static <R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus> List<Notice> of(
            KindFacts<R, S> facts, R object, Outcome<?, ?, ?> outcome, S after) {
        List<Notice> notices = new ArrayList<>();
        if (outcome instanceof Observed<?, ?, ?> observed && !observed.made().isEmpty()) {
            notices.add(changed(facts, object, observed));
        }
        S before = object.getStatus();
        notices.addAll(Worsening.notices(before == null ? null : before.conditions(), after.conditions()));
        return notices;
    }

    private static <R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus> Notice changed(
            KindFacts<R, S> facts, R object, Observed<?, ?, ?> observed) {
        List<? extends Change> made = observed.made();
        String what = ": " + made.stream().map(Change::describe).collect(Collectors.joining("; "));
        S before = object.getStatus();
        boolean known = facts.owns().test(before);
        if (made.getFirst().creates()) { // a replacement begins with a deletion
            return known
                    ? Notice.warning(
                            Reason.RECREATED,
                            facts.ofAtStart(object) + " had been deleted from ECR; created it again" + what)
                    : Notice.normal(Reason.CREATED, "Created " + facts.of(object) + what);
        }
        if (!known && made.stream().anyMatch(Change::takesOver)) {
            return Notice.normal(Reason.ADOPTED, "Took over " + facts.of(object) + what);
        }
        if (made.stream().allMatch(change -> change.marksOnly() && !change.takesOver())) {
            return Notice.normal(Reason.UPDATED, facts.ofAtStart(object) + " is this cluster's now" + what);
        }
        return Drifts.unedited(
                        before,
                        object.getMetadata().getGeneration(),
                        observed.wanted().remarks())
                ? Notice.warning(
                        Reason.DRIFT_REPAIRED,
                        facts.ofAtStart(object) + " had been changed outside Kubernetes; set it back" + what)
                : Notice.normal(Reason.UPDATED, "Updated " + facts.of(object) + what);
    }
}
