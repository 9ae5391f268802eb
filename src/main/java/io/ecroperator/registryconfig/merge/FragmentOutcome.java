package io.ecroperator.registryconfig.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the merge of a section means for one fragment.
 *
 * @param owned keys that its status is to have once the document is in ECR
 * @param unrecorded keys among them that its status has to have first: until then nothing is done about these
 * @param added what comes
 * @param changed what is set back, or follows an edit
 * @param removed what goes
 * @param evicted what goes though no fragment has it
 * @param waiting what it owned, and another fragment that wants it does not own yet
 * @param refusals why something stays out
 */
public record FragmentOutcome(
        Set<String> owned,
        Set<String> unrecorded,
        List<String> added,
        List<String> changed,
        List<String> removed,
        List<String> evicted,
        List<String> waiting,
        List<Refusal> refusals) {

    /** Copies the collections. */
    public FragmentOutcome {
        owned = Set.copyOf(owned);
        unrecorded = Set.copyOf(unrecorded);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        evicted = List.copyOf(evicted);
        waiting = List.copyOf(waiting);
        refusals = List.copyOf(refusals);
    }

    /** Whether ECR has, once the document is there, what the fragment wants, and nothing that it owned and wants no more. */
    public boolean isSettled() {
        return unrecorded.isEmpty() && waiting.isEmpty() && refusals.isEmpty();
    }

    /** Whether the document differs in something of this fragment. */
    public boolean changes() {
        return bringsSomething() || !removed.isEmpty() || !evicted.isEmpty();
    }

    /** Whether something of this fragment comes into the document, which ECR may refuse for it. */
    public boolean bringsSomething() {
        return !added.isEmpty() || !changed.isEmpty();
    }

    /** The same kept out for other reasons. */
    public FragmentOutcome refused(List<Refusal> others) {
        return new FragmentOutcome(owned, unrecorded, added, changed, removed, evicted, waiting, others);
    }

    /** The same, told of what goes though no fragment has it. */
    FragmentOutcome evicting(List<String> names) {
        return new FragmentOutcome(owned, unrecorded, added, changed, removed, names, waiting, refusals);
    }

    /** Such as {@code adds a, changes b and 2 more, removes c}; empty where nothing differs. */
    public String inWords(int named) {
        List<String> clauses = new ArrayList<>();
        clause("adds", added, named, clauses);
        clause("changes", changed, named, clauses);
        clause("removes", removed, named, clauses);
        return String.join("; ", clauses);
    }

    /** Such as {@code removes, though no object has it, a}; empty where nothing goes that no fragment has. */
    public String evictionInWords(int named) {
        List<String> clauses = new ArrayList<>();
        clause("removes, though no object has it,", evicted, named, clauses);
        return String.join("; ", clauses);
    }

    private static void clause(String verb, List<String> names, int named, List<String> clauses) {
        if (!names.isEmpty()) {
            int more = names.size() - named;
            clauses.add(verb + " " + String.join(" and ", names.subList(0, Math.min(named, names.size())))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }
}
