package io.ecroperator.sharedpolicy;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.status.Worsening;
import io.ecroperator.undeclared.UndeclaredReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which Events a pass of a shared policy is worth. Repositories where the same was done share one, so that an edit that
 * reaches thousands is told in a few.
 */
record SharedPolicyNotices(PolicyKind kind) {

    /** So many Events of one pass tell which rules came and went; what is left is in the log of ECR's calls (CloudTrail). */
    private static final int MAX_TOLD = 20;

    /** For what was put back, and for a turn for the worse; nothing for what was told before. */
    List<Notice> of(SharedPolicy before, SharedPolicyStatus after, UndeclaredReach undeclared) {
        List<Notice> notices = new ArrayList<>(changed(undeclared));
        notices.addAll(withdrawn(undeclared));
        notices.addAll(Worsening.notices(
                before.getStatus() == null ? null : before.getStatus().conditions(), after.conditions()));
        return notices;
    }

    /** One for those where rules went alike, and one for those where none were left to go. */
    private List<Notice> withdrawn(UndeclaredReach undeclared) {
        SortedMap<String, List<String>> alike = new TreeMap<>();
        undeclared.withdrawn().keySet().forEach(name -> alike.computeIfAbsent(
                        Optional.ofNullable(undeclared.written().get(name))
                                .map(call -> ", and its " + kind.parts() + ": " + call + ".")
                                .orElse("; its " + kind.parts() + " no longer stood there."),
                        any -> new ArrayList<>())
                .add(name));
        return alike.entrySet().stream()
                .limit(MAX_TOLD)
                .map(same -> Notice.warning(
                        Reason.OWNED_BY_ANOTHER,
                        nowBelongs(same.getValue(), undeclared.withdrawn())
                                + " (tag " + Ownership.TAG_KEY + "); the mark of this policy was removed there"
                                + same.getKey() + " Narrow repositoryNamePatterns if it was not to match."))
                .toList();
    }

    private static String nowBelongs(List<String> names, SortedMap<String, String> owners) {
        return names.size() == 1
                ? "Repository " + names.getFirst() + " now belongs to " + owners.get(names.getFirst())
                : "Of these repositories, each now belongs to the owner in brackets: "
                        + Noun.listed(names.stream()
                                .map(name -> name + " (" + owners.get(name) + ")")
                                .toList());
    }

    /** The rules or statements that came and went, by name: after a drift, and otherwise as the policy says by now. */
    private List<Notice> changed(UndeclaredReach undeclared) {
        SortedMap<String, List<String>> repaired = new TreeMap<>();
        SortedMap<String, List<String>> followed = new TreeMap<>();
        undeclared.written().forEach((name, call) -> {
            if (!undeclared.withdrawn().containsKey(name)) {
                (undeclared.repaired().contains(name) ? repaired : followed)
                        .computeIfAbsent(call, any -> new ArrayList<>())
                        .add(name);
            }
        });
        Stream<Notice> warnings = repaired.entrySet().stream()
                .map(same -> Notice.warning(
                        Reason.DRIFT_REPAIRED,
                        "Something else had changed the " + kind.noun() + " of "
                                + Noun.REPOSITORY.named(same.getValue()) + "; it was set back to this one: "
                                + same.getKey()));
        Stream<Notice> normal = followed.entrySet().stream()
                .map(same -> Notice.normal(
                        Reason.UPDATED, "Updated " + Noun.REPOSITORY.named(same.getValue()) + ": " + same.getKey()));
        return Stream.concat(warnings, normal).limit(MAX_TOLD).toList();
    }

    /** For a policy that goes although nobody can read what is to become of its rules. */
    Optional<Notice> ofUnreadable(SharedPolicy deleted) {
        SharedPolicyStatus status = deleted.getStatus();
        int attached = status == null || status.attachedRepositories() == null ? 0 : status.attachedRepositories();
        String where = attached == 0
                ? "where it had put them"
                : "on the " + (attached == 1 ? "" : attached + " ") + Noun.REPOSITORY.of(attached)
                        + " that it was attached to";
        return deleted.getSpec() != null
                ? Optional.empty()
                : Optional.of(Notice.warning(
                        Reason.RETAINED,
                        "The " + kind.parts() + " stay in ECR " + where
                                + ": the spec cannot be read, so nothing says that they may be"
                                + " removed. Remove them in ECR if they are not wanted; on repositories that no"
                                + " EcrRepository declares, the tag "
                                + kind.tags().policy()
                                + " marks them."));
    }
}
