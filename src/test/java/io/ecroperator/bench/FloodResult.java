package io.ecroperator.bench;

import java.util.List;

/**
 * One namespace full of objects that the operator has to refuse, and edits in another.
 *
 * @param objects how many are refused
 * @param edits how long it took to edit a repository in the other namespace, one step after the other
 */
record FloodResult(int objects, List<Edits> edits) {

    /**
     * Edits, one after the other.
     *
     * @param meanwhile what happens to the refused objects
     * @param edits how many
     * @param medianSeconds from an apply until the object was Ready at its generation
     * @param longestSeconds the longest of them
     */
    record Edits(String meanwhile, int edits, double medianSeconds, double longestSeconds) {}
}
