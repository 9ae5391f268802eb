package io.ecroperator.api.v1alpha1;

/** Names the entry of a list or map that a rule refuses, at the end of its sentence; in CEL. */
final class Found {

    /**
     * What to put after the sentence, for a text in the variable {@code found}. A sentence with a line break would not be
     * shown, nor a very long one.
     */
    static final String SHOWN =
            " + '; found ' + (size(found) <= 80 ? found : found.substring(0, 80)).replace('\\n', ' ')";

    /** Ends a sentence about the first of the texts in brackets, so that it shows that one. */
    static final String FIRST = "'" + SHOWN + ")[0]";

    private Found() {}
}
