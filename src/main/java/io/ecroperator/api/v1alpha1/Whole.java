package io.ecroperator.api.v1alpha1;

/**
 * A spec that can tell whether it is all there. What a newer version says in other fields is skipped when it is read; if the
 * field is lacking that says for whom, or where, the rest would be taken for a wish to take everything away.
 */
public interface Whole {

    /** Whether nothing is missing that the schema requires and a removal is decided by. */
    boolean lacksNothing();
}
