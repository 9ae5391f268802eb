package io.ecroperator.bench;

import java.util.List;
import java.util.Map;

/**
 * Several accounts and regions in one process, each an EcrRegistry with a role that is assumed.
 *
 * @param accounts how many accounts
 * @param regions regions of each
 * @param repositoriesEach repositories in each region of each account
 * @param readySeconds from the first apply until all were Ready
 * @param sweepCalls AWS calls of one sweep of all registries, by operation; measured over several
 * @param operator the operator after that
 * @param edits how long it took to edit a repository in a healthy account
 */
record AccountsResult(
        int accounts,
        int regions,
        int repositoriesEach,
        double readySeconds,
        Map<String, Double> sweepCalls,
        ProcessFigures operator,
        List<Edits> edits) {

    /**
     * Edits of repositories in a healthy account, one after the other, while the objects of another account are edited too.
     *
     * @param other how that account was
     * @param edits how many
     * @param medianSeconds from an apply until the object was Ready at its generation
     * @param longestSeconds the longest of them
     */
    record Edits(String other, int edits, double medianSeconds, double longestSeconds) {}

    /** All repositories. */
    int repositories() {
        return accounts * regions * repositoriesEach;
    }
}
