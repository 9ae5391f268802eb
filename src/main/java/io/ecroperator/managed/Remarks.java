package io.ecroperator.managed;

import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said of a spec apart from what it asks for.
 *
 * @param references what it refers to and is there, such as {@code EcrLifecyclePolicy keep-10}
 * @param pending what it says and what cannot be carried out yet, the most important first
 * @param warning what AWS takes and is hardly meant so
 * @param editedElsewhere whether something that it refers to was edited since the status was written, so that a difference is no
 *     drift
 */
public record Remarks(
        List<String> references, List<Pending> pending, Optional<Warning> warning, boolean editedElsewhere) {

    /** Nothing. */
    public static final Remarks NONE = new Remarks(List.of(), List.of(), Optional.empty(), false);

    /**
     * A part that waits for something else.
     *
     * @param referenced whether the spec names it, so that {@code ResolvedRefs} tells of it
     * @param needsEdit whether only an edit can help
     */
    public record Pending(Reason reason, String message, boolean referenced, boolean needsEdit) {}

    /** Sentences about a field of the spec. */
    public record Warning(Reason reason, String field, List<String> sentences) {}

    /** Copies the lists. */
    public Remarks {
        references = List.copyOf(references);
        pending = List.copyOf(pending);
    }

    /** The same with one more thing that is there. */
    Remarks withReference(Optional<String> reference) {
        return new Remarks(
                Stream.concat(references.stream(), reference.stream()).toList(), pending, warning, editedElsewhere);
    }
}
