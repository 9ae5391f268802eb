package io.ecroperator.managed;

import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a pass over one object ended; the status is made from it and from nothing else. */
public sealed interface Outcome<D, V, C extends Change> permits Outcome.Unseen, Observed {

    /** AWS was not read. */
    sealed interface Unseen<D, V, C extends Change> extends Outcome<D, V, C> {}

    /** Nothing was read or written: the user asked for rest. */
    record Paused<D, V, C extends Change>() implements Unseen<D, V, C> {}

    /** Nothing was read or written: the spec cannot be reached, and only an edit helps. */
    record Refused<D, V, C extends Change>(Reason reason, String message) implements Unseen<D, V, C> {

        /** For a spec of which nothing is known. */
        public static <D, V, C extends Change> Refused<D, V, C> unreadable() {
            return new Refused<>(
                    Reason.INVALID_SPEC,
                    "spec cannot be read: it is missing or does not fit the schema; apply the object again.");
        }
    }

    /** Nothing was read or written: the object may not use the registry that it means, or there is none. */
    record Unresolved<D, V, C extends Change>(Reason reason, String message) implements Unseen<D, V, C> {}

    /** The registry is being listed for the first time, since then. */
    record Waiting<D, V, C extends Change>(Instant since) implements Unseen<D, V, C> {

        /** Most listings end before this. A status for each object that waits would be two writes instead of one. */
        public static final Duration SHORT = Duration.ofSeconds(2);

        /** Whether it has not lasted so long yet that users should hear of it. A clock that was set back says nothing. */
        public boolean isShort(Instant now) {
            return now.isAfter(since.minus(SHORT)) && now.isBefore(since.plus(SHORT));
        }
    }

    /** AWS could not be read. */
    record Unobserved<D, V, C extends Change>(FailureReport report) implements Unseen<D, V, C> {}

    /**
     * The object is being deleted and cannot go yet.
     *
     * @param contents how many things in it are in the way, if they are
     */
    record Deleting<D, V, C extends Change>(Reason reason, String message, Optional<Integer> contents, boolean trouble)
            implements Unseen<D, V, C> {}
}
