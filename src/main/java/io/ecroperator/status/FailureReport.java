package io.ecroperator.status;

import io.ecroperator.aws.error.AwsFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What a failed call to AWS means for an object: how it reads in a condition, and when the call is made again.
 *
 * @param reason the condition's reason
 * @param message a sentence that says what failed and what to do
 * @param retry when to try again; empty if only an edit can help
 * @param trouble whether AWS is in trouble, which says nothing about the object and so never makes it not ready
 */
public record FailureReport(Reason reason, String message, Optional<Backoff> retry, boolean trouble) {

    /** What ends a message where nobody has to do anything; a program that asks once does not try again. */
    public static final String RETRYING = "Retrying by itself.";

    /**
     * Bounds of the growing delay between two tries.
     *
     * @param first the delay before the second try
     * @param longest the delay that is never exceeded
     */
    public record Backoff(Duration first, Duration longest) {
        private static Backoff ofSeconds(long first, long longest) {
            return new Backoff(Duration.ofSeconds(first), Duration.ofSeconds(longest));
        }
    }

    /** The report for a failure, with its own remedy where it has one. */
    public static FailureReport of(AwsFailure failure) {
        String what = failure.kind() == AwsFailure.Kind.WRONG_ACCOUNT // no call failed
                ? failure.message()
                : failure.operation() + " failed: " + failure.message();
        String request = failure.requestId() == null ? "" : " (request " + failure.requestId() + ")";
        String message = what + (what.endsWith(".") ? "" : ".") + request + " ";
        return switch (failure.kind()) {
            case THROTTLED -> trouble(Reason.THROTTLED, message, Backoff.ofSeconds(2, 60));
            case TRANSIENT, ALREADY_EXISTS, NOT_FOUND ->
                trouble(Reason.AWS_UNAVAILABLE, message, Backoff.ofSeconds(1, 60));
            case CREDENTIALS -> ofIdentity(Reason.CREDENTIALS_UNAVAILABLE, message, failure);
            case WRONG_ACCOUNT -> ofIdentity(Reason.WRONG_ACCOUNT, message, failure);
            case DENIED -> waiting(Reason.ACCESS_DENIED, message, Backoff.ofSeconds(30, 600));
            case PRINCIPAL_NOT_FOUND ->
                new FailureReport(
                        Reason.PRINCIPAL_NOT_FOUND,
                        message + failure.remedy().orElseGet(Reason.PRINCIPAL_NOT_FOUND::remedy),
                        Optional.of(Backoff.ofSeconds(5, 600)),
                        false);
            case QUOTA -> waiting(Reason.QUOTA_EXCEEDED, message, Backoff.ofSeconds(600, 3600));
            case DEPENDENCY -> waiting(Reason.DEPENDENCY_FAILED, message, Backoff.ofSeconds(15, 600));
            case NOT_EMPTY -> waiting(Reason.DELETION_BLOCKED, message, Backoff.ofSeconds(60, 600));
            case INVALID ->
                new FailureReport(
                        Reason.REJECTED_BY_AWS,
                        message + failure.remedy().orElseGet(Reason.REJECTED_BY_AWS::remedy),
                        Optional.empty(),
                        false);
        };
    }

    private static FailureReport ofIdentity(Reason reason, String message, AwsFailure failure) {
        return new FailureReport(
                reason,
                message + failure.remedy().orElseGet(reason::remedy),
                Optional.of(Backoff.ofSeconds(5, 300)),
                true);
    }

    private static FailureReport trouble(Reason reason, String message, Backoff backoff) {
        return new FailureReport(reason, message + RETRYING, Optional.of(backoff), true);
    }

    private static FailureReport waiting(Reason reason, String message, Backoff backoff) {
        return new FailureReport(reason, message + reason.remedy(), Optional.of(backoff), false);
    }
}
