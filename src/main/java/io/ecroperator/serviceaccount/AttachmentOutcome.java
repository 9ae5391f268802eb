package io.ecroperator.serviceaccount;

/** What became of a look at a ServiceAccount. */
sealed interface AttachmentOutcome {

    /** It has what it is to have. */
    record Unchanged() implements AttachmentOutcome {}

    /** It was written; the watch shows it in a moment. */
    record Written() implements AttachmentOutcome {}

    /** Somebody else was faster; nothing was written. */
    record Overtaken() implements AttachmentOutcome {}

    /**
     * The API server took no write.
     *
     * @param message why, in a sentence
     */
    record Refused(String message) implements AttachmentOutcome {}
}
