package io.ecroperator.lifecycle;

import io.ecroperator.status.FailureReport;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a policy has got with repositories that no EcrRepository declares, by their names in ECR, sorted.
 *
 * @param meant whether the policy can mean any; without patterns it does not
 * @param seen whether ECR could be looked at
 * @param attached the repositories that the policy is attached to
 * @param pending those of them that do not have it in ECR
 * @param contested repositories that another policy matches too
 * @param rivals the other policies, as {@code namespace/name}
 * @param taken repositories where a cluster of the same name has put its policy, with the UID of that cluster
 * @param kept repositories that keep a policy which somebody else has set
 * @param holding repositories that are still to lose the policy
 * @param drifted repositories where something else was now found to have changed the policy
 * @param repaired repositories where something else had changed the policy, and where it was put back
 * @param withdrawn repositories that belong to another by now, and its owner tag; our mark and rules were taken away there
 * @param written repositories whose rules this pass has changed, and by which call, with the rules that came and went
 * @param failure what AWS refused or did not do
 * @param unfinished whether there is more to do at once
 */
record UndeclaredReach(
        boolean meant,
        boolean seen,
        List<String> attached,
        List<String> pending,
        List<String> contested,
        List<String> rivals,
        SortedMap<String, String> taken,
        List<String> kept,
        List<String> holding,
        List<String> drifted,
        List<String> repaired,
        SortedMap<String, String> withdrawn,
        SortedMap<String, String> written,
        Optional<FailureReport> failure,
        boolean unfinished) {

    /** The policy has no patterns, and never had. */
    static final UndeclaredReach NONE = empty(false, true, Optional.empty());

    /** ECR cannot be looked at: not yet, or for this reason. */
    static UndeclaredReach unseen(Optional<FailureReport> why) {
        return empty(true, false, why);
    }

    /** Whether AWS has refused something, which is no outage and does not pass by itself. */
    boolean isRefused() {
        return failure.filter(report -> !report.trouble()).isPresent();
    }

    private static UndeclaredReach empty(boolean meant, boolean seen, Optional<FailureReport> failure) {
        List<String> none = List.of();
        return new UndeclaredReach(
                meant,
                seen,
                none,
                none,
                none,
                none,
                new TreeMap<>(),
                none,
                none,
                none,
                none,
                new TreeMap<>(),
                new TreeMap<>(),
                failure,
                false);
    }
}
