package io.ecroperator.contract;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What came of a call, in one line.
 *
 * @param text the answer as JSON in comparable form, or the code of the error; this is what is compared
 * @param message the error's message, for people; empty for an answer
 * @param defect whether the call failed on the side of the server (HTTP 5xx)
 */
record Outcome(String text, String message, boolean defect) {

    private static final int SERVER_ERROR = 500;

    static Outcome answered(Object answer) {
        return new Outcome(ComparableForm.of(answer), "", false);
    }

    static Outcome refused(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        boolean named = details != null
                && details.errorCode() != null
                && !details.errorCode().isBlank();
        String code = named ? details.errorCode() : "HTTP " + refusal.statusCode();
        String message = named && details.errorMessage() != null ? details.errorMessage() : "";
        return new Outcome(code, message, refusal.statusCode() >= SERVER_ERROR);
    }

    @Override
    public String toString() {
        return message.isEmpty() ? text : text + " (" + message + ")";
    }
}
