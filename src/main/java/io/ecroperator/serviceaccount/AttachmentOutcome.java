package io.ecroperator.serviceaccount;

import io.ecroperator.status.FailureReport.Backoff;

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
     * @param message why and what to do, in sentences that follow a colon
     * @param retry when to try again
     */
    record Refused(String message, Backoff retry) implements AttachmentOutcome {}
}
