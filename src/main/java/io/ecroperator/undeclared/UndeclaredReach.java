package io.ecroperator.undeclared;

import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
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
 * @param withheld what the policy asks for and its namespace may not do
 */
public record UndeclaredReach(
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
        boolean unfinished,
        Optional<Withheld> withheld) {

    /**
     * What the policy asks for and does not get.
     *
     * @param reason why
     * @param unresolved whether it is the registry itself that the policy has not got
     * @param all whether the policy may reach no repository that nobody declares, so that ECR was not asked about them
     * @param why what is left alone, who can grant it, and how to do without; in sentences
     */
    public record Withheld(Reason reason, boolean unresolved, boolean all, String why) {

        /** What the namespace may not do in a registry that it may use. */
        public static Withheld notPermitted(boolean all, String why) {
            return new Withheld(Reason.NOT_PERMITTED, false, all, why);
        }

        /** The registry, since there is none or the namespace may not use it. */
        public static Withheld registry(Reason reason, String why) {
            return new Withheld(reason, true, true, why);
        }
    }

    /** The policy has no patterns, and never had. */
    public static final UndeclaredReach NONE = empty(false, true, Optional.empty());

    /** ECR cannot be looked at: not yet, or for this reason. */
    public static UndeclaredReach unseen(Optional<FailureReport> why) {
        return empty(true, false, why);
    }

    /** The same beside what is withheld. */
    public UndeclaredReach beside(Optional<Withheld> notPermitted) {
        return new UndeclaredReach(
                meant,
                seen,
                attached,
                pending,
                contested,
                rivals,
                taken,
                kept,
                holding,
                drifted,
                repaired,
                withdrawn,
                written,
                failure,
                unfinished,
                notPermitted);
    }

    /** Whether ECR was not asked, since the policy may reach nothing there. */
    public boolean isWithheld() {
        return withheld.filter(Withheld::all).isPresent();
    }

    /** Whether AWS has refused something, which is no outage and does not pass by itself. */
    public boolean isRefused() {
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
                false,
                Optional.empty());
    }
}
