package io.ecroperator.status;

import io.fabric8.kubernetes.api.model.Condition;

/**
 * Something worth an Event.
 *
 * @param warning whether a person may want to look at it
 * @param reason the label of a {@link Reason}
 */
public record Notice(boolean warning, String reason, String message) {

    /** Of something that went as it should. */
    public static Notice normal(Reason reason, String message) {
        return new Notice(false, reason.label(), message);
    }

    /** Of something that a person may want to look at. */
    public static Notice warning(Reason reason, String message) {
        return new Notice(true, reason.label(), message);
    }

    /** A warning in the words of a condition. */
    static Notice warning(Condition condition) {
        return new Notice(true, condition.getReason(), condition.getMessage());
    }

    /** The same with another message. */
    public Notice withMessage(String other) {
        return new Notice(warning, reason, other);
    }
}
