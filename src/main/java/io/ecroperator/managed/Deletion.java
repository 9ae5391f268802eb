package io.ecroperator.managed;

import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Optional;

/** What came of the deletion of an object. */
public sealed interface Deletion {

    /** The object may go. */
    record Released(Reason reason, String message) implements Deletion {}

    /** Nobody knows yet which registry the object means. */
    record NotYet() implements Deletion {}

    /**
     * The object has to stay for now.
     *
     * @param contents how many things in it are in the way, if they are
     * @param trouble whether AWS is in trouble, which says nothing about the object
     */
    record Held(Reason reason, String message, Optional<Integer> contents, boolean trouble, Backoff backoff)
            implements Deletion {

        private static final Backoff USUAL = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

        /** Until a person does something. */
        public static Held until(Reason reason, String message) {
            return new Held(reason, message, Optional.empty(), false, USUAL);
        }

        /** After a call that failed. */
        public static Held after(FailureReport report, String message) {
            return new Held(
                    report.reason(),
                    message,
                    Optional.empty(),
                    report.trouble(),
                    report.retry().orElse(USUAL));
        }
    }
}
