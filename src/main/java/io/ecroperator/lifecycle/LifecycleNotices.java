package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicyStatus;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which Events a pass of an EcrLifecyclePolicy is worth. All of them are warnings. */
final class LifecycleNotices {

    /** What drifts: the part of a repository that a policy writes. */
    static final String FACET = "lifecyclePolicy";

    /** Reasons for not being ready that pass by themselves. */
    private static final Set<String> ON_ITS_WAY = Set.of(Reason.ATTACHING.label(), Reason.DETACHING.label());

    /** One Event. */
    record Notice(String reason, String message) {

        void record(EcrLifecyclePolicy about, EventRecorder events) {
            events.warning(about, reason, message);
        }
    }

    private LifecycleNotices() {}

    /** For what was put back, and for a turn for the worse; nothing for what was told before. */
    static List<Notice> of(EcrLifecyclePolicy before, EcrLifecyclePolicyStatus after, UndeclaredReach undeclared) {
        List<Notice> notices = new ArrayList<>();
        undeclared
                .repaired()
                .forEach(name -> notices.add(new Notice(
                        Reason.DRIFT_REPAIRED.label(),
                        "Something else had changed the lifecycle policy of repository " + name
                                + "; it was set back to this one.")));
        undeclared
                .withdrawn()
                .forEach((name, owner) -> notices.add(new Notice(
                        Reason.OWNED_BY_ANOTHER.label(),
                        "Repository " + name + " now belongs to " + owner + " (tag " + Ownership.TAG_KEY
                                + "); the mark of this policy was removed there, and its rules if they still stood."
                                + " Narrow repositoryNamePatterns if it was not to match.")));
        Optional<Condition> ready = Conditions.find(after.conditions(), ConditionType.READY)
                .filter(condition -> ConditionStatus.FALSE.label().equals(condition.getStatus()))
                .filter(condition -> !ON_ITS_WAY.contains(condition.getReason()))
                .filter(condition -> !condition.getReason().equals(readyReason(before.getStatus())));
        Optional<Condition> warning = Conditions.newWarning(
                before.getStatus() == null ? null : before.getStatus().conditions(), after.conditions());
        Stream.concat(ready.stream(), warning.stream())
                .forEach(condition -> notices.add(new Notice(condition.getReason(), condition.getMessage())));
        return notices;
    }

    /** For a policy that goes although nobody can read what is to become of its rules. */
    static Optional<Notice> ofUnreadable(EcrLifecyclePolicy deleted) {
        EcrLifecyclePolicyStatus status = deleted.getStatus();
        String where = status == null || status.attachedRepositories() == null
                ? "where it had put them"
                : "on " + Noun.REPOSITORY.counted(status.attachedRepositories()) + " that it was attached to";
        return deleted.getSpec() != null
                ? Optional.empty()
                : Optional.of(new Notice(
                        Reason.RETAINED.label(),
                        "The rules stay in ECR " + where + ": the spec cannot be read, so nothing says that they may be"
                                + " removed. Remove them in ECR if they are not wanted; on repositories that no"
                                + " EcrRepository declares, the tag " + Ownership.LIFECYCLE_POLICY_TAG_KEY
                                + " marks them."));
    }

    private static String readyReason(EcrLifecyclePolicyStatus status) {
        return status == null ? "" : Conditions.reason(status.conditions(), ConditionType.READY);
    }
}
