package io.ecroperator.sharedpolicy;

import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.undeclared.UndeclaredReach;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the conditions of a shared policy say. Names of EcrRepositories and names in ECR are told apart. */
record SharedPolicyMessages(PolicyKind kind) {

    String inSync(SharedPolicyReach reach, UndeclaredReach undeclared) {
        String where = where(reach.attached().size() + undeclared.attached().size());
        if (!undeclared.meant()) {
            return where;
        }
        String patterns = undeclared.attached().isEmpty()
                ? " Its patterns match no repository that could get it and that no EcrRepository declares."
                : " Of these, " + undeclared.attached().size()
                        + (undeclared.attached().size() == 1 ? " is" : " are") + " declared by no EcrRepository.";
        return where + patterns + kept(undeclared.kept());
    }

    private static String where(int attached) {
        return attached == 0
                ? "No EcrRepository refers to this policy or is selected by it."
                : "In ECR on " + Noun.REPOSITORY.all(attached) + " that it is attached to.";
    }

    private String kept(List<String> kept) {
        return kept.isEmpty()
                ? ""
                : " Matched too, but left with the " + kind.noun() + " that somebody else has set (onExisting: Replace"
                        + " would put this one there, where that is granted): " + Noun.REPOSITORY.named(kept) + ".";
    }

    /** What of a policy is withheld, and how far the rest of it has got. */
    String notPermitted(String why, SharedPolicyReach reach, UndeclaredReach undeclared) {
        if (undeclared.isWithheld()) {
            return why + " "
                    + (reach.pending().isEmpty() ? where(reach.attached().size()) : attaching(reach, undeclared));
        }
        boolean done = undeclared.seen()
                && reach.pending().isEmpty()
                && undeclared.pending().isEmpty()
                && undeclared.holding().isEmpty();
        return (why + " " + (done ? inSync(reach, undeclared) : attaching(reach, undeclared))).strip();
    }

    String conflict(SharedPolicyReach reach, UndeclaredReach undeclared) {
        SortedSet<String> rivals = new TreeSet<>(reach.rivals());
        rivals.addAll(undeclared.rivals());
        boolean one = reach.contested().size() + undeclared.contested().size() == 1;
        return startingASentence(all(reach.contested(), undeclared.contested()))
                + (one ? " is" : " are") + " selected or matched by " + kind.kind() + " "
                + String.join(", ", rivals)
                + (one ? " too, and keeps the policy that it has. " : " too, and keep the policies that they have. ")
                + Reason.CONFLICT.remedy();
    }

    String taken(SortedMap<String, String> taken) {
        return startingASentence(Noun.REPOSITORY.named(List.copyOf(taken.keySet())))
                + (taken.size() == 1 ? " has" : " have")
                + " the policy of an " + kind.kind() + " of this name from another cluster of the same name (tag "
                + kind.tags().clusterUid() + " " + String.join(", ", new TreeSet<>(taken.values()))
                + "); nothing was changed there. " + Reason.CLUSTER_NAME_TAKEN.remedy();
    }

    static String attaching(SharedPolicyReach reach, UndeclaredReach undeclared) {
        int attached = reach.attached().size() + undeclared.attached().size();
        int synced = reach.synced()
                + undeclared.attached().size()
                - undeclared.pending().size();
        List<String> sentences = new ArrayList<>();
        if (synced < attached) {
            sentences.add("In ECR on " + Noun.REPOSITORY.counted(synced, attached) + "; not yet: "
                    + all(reach.pending(), undeclared.pending()) + ".");
        }
        if (!undeclared.holding().isEmpty()) {
            sentences.add("Still to be removed from " + Noun.REPOSITORY.named(undeclared.holding()) + ".");
        }
        undeclared.failure().map(FailureReport::message).ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    static String detaching(List<String> declared, UndeclaredReach undeclared) {
        if (!undeclared.seen() && declared.isEmpty()) {
            return "ECR cannot be looked at, so it is not known on which of the repositories that its patterns match the policy"
                    + " stands, and nothing is removed. "
                    + undeclared
                            .failure()
                            .map(FailureReport::message)
                            .or(() -> undeclared.withheld().map(UndeclaredReach.Withheld::why))
                            .map(why -> why + " ")
                            .orElse("")
                    + Reason.DETACHING.remedy();
        }
        String where = declared.isEmpty() && undeclared.holding().isEmpty()
                ? "the repositories that its patterns had matched"
                : all(declared, undeclared.holding());
        String failure =
                undeclared.failure().map(report -> report.message() + " ").orElse("");
        return "The policy is being removed from " + where + ". " + failure + Reason.DETACHING.remedy();
    }

    private static String all(List<String> declared, List<String> undeclared) {
        List<String> both = new ArrayList<>();
        if (!declared.isEmpty()) {
            both.add(Noun.ECR_REPOSITORY.named(declared));
        }
        if (!undeclared.isEmpty()) {
            both.add(Noun.REPOSITORY.named(undeclared));
        }
        return String.join(", ", both);
    }

    private static String startingASentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
