package io.ecroperator.undeclared;

import io.ecroperator.aws.view.DeepFacet;
import java.util.List;
import java.util.SortedSet;

/** What is to be done about a repository that no EcrRepository declares. */
public sealed interface UndeclaredDecision {

    /** Nothing: the policy does not mean it. */
    record None() implements UndeclaredDecision {}

    /** Nothing: it keeps a policy that somebody else has set. */
    record Kept() implements UndeclaredDecision {}

    /** Nothing: other policies, named as {@code namespace/name}, mean it too. */
    record Contested(SortedSet<String> rivals) implements UndeclaredDecision {}

    /** Nothing: another cluster of the same name, with this UID, has put its policy there. */
    record Taken(String clusterUid) implements UndeclaredDecision {}

    /** Nothing: it has the policy. */
    record Synced() implements UndeclaredDecision {}

    /**
     * Read this part of it first.
     *
     * @param matched whether the policy means it now; if not, it may have meant it before
     */
    record Unread(DeepFacet facet, boolean matched) implements UndeclaredDecision {}

    /** Make these changes, so that it gets the policy. */
    record Attach(List<PolicyChange> changes) implements UndeclaredDecision {}

    /**
     * Make these changes, so that it loses the policy.
     *
     * @param ifOurs whether its rules go only if they are those that this policy has put
     */
    record Detach(List<PolicyChange> changes, boolean ifOurs) implements UndeclaredDecision {}

    /** Make these changes, so that nothing of ours stays on a repository that belongs to {@code owner} by now. */
    record Withdraw(String owner, List<PolicyChange> changes) implements UndeclaredDecision {}
}
