package io.ecroperator.planning;

import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;

/**
 * Something to be said beside the steps.
 *
 * @param reason as in the conditions
 * @param message what is so and what to do about it, as in the conditions
 */
public record Finding(Severity severity, Reason reason, String message) {

    /** What it means for the object. */
    public enum Severity {
        /** The object, or a part of it, would not be carried out before a person has done something. */
        REFUSED,
        /** AWS did not tell, so nobody knows what would be done. */
        UNKNOWN,
        /** It would be carried out, and is hardly meant so. */
        WARNING,
        /** Nothing is wrong. */
        NOTE
    }

    /** The object would be refused, as the condition says. */
    public static Finding of(Condition condition) {
        return refused(reason(condition.getReason()), condition.getMessage());
    }

    /** What the Event would say. */
    public static Finding of(Notice notice) {
        return new Finding(
                notice.warning() ? Severity.WARNING : Severity.NOTE, reason(notice.reason()), notice.message());
    }

    private static Reason reason(String label) {
        return Arrays.stream(Reason.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The object would be refused. */
    public static Finding refused(Reason reason, String message) {
        return new Finding(Severity.REFUSED, reason, message);
    }

    /** AWS could not be read. */
    public static Finding unknown(FailureReport report) {
        return new Finding(Severity.UNKNOWN, report.reason(), report.message());
    }

    /** Nothing is wrong. */
    public static Finding note(Reason reason, String message) {
        return new Finding(Severity.NOTE, reason, message);
    }
}
