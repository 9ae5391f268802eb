package io.ecroperator.aws.error;

import java.util.Optional;

/**
 * What went wrong in a call to AWS, in terms that the rest of the operator acts on.
 *
 * @param kind decides the condition and the retry
 * @param operation the AWS operation, such as {@code CreateRepository}
 * @param code AWS's error code, or the kind of trouble on the way (such as {@code Timeout}); never null
 * @param message AWS's own sentence, without request bodies
 * @param requestId AWS's request id, {@code null} if no answer arrived
 * @param remedy what to do, in sentences, where that is known better than the kind tells
 * @param repeatedUnanswered whether this answers a repetition of a request that was not answered, and may have been carried out
 */
public record AwsFailure(
        Kind kind,
        String operation,
        String code,
        String message,
        String requestId,
        Optional<String> remedy,
        boolean repeatedUnanswered) {

    /** A failure whose kind tells what to do. */
    public AwsFailure(Kind kind, String operation, String code, String message, String requestId) {
        this(kind, operation, code, message, requestId, Optional.empty());
    }

    /** A failure with what to do. */
    public AwsFailure(
            Kind kind, String operation, String code, String message, String requestId, Optional<String> remedy) {
        this(kind, operation, code, message, requestId, remedy, false);
    }

    /** The same with what to do. */
    public AwsFailure withRemedy(String other) {
        return new AwsFailure(kind, operation, code, message, requestId, Optional.of(other), repeatedUnanswered);
    }

    /** The classes of failure. */
    public enum Kind {
        /** AWS asks to slow down. */
        THROTTLED,
        /** A server error, a time-out or a dropped connection: a write may or may not have happened. */
        TRANSIENT,
        /** No credentials, or AWS does not accept them, or not for the role to assume. */
        CREDENTIALS,
        /** The credentials belong to another account than the connection is bound to; the call was not made. */
        WRONG_ACCOUNT,
        /** The identity may not do this. */
        DENIED,
        /** The request is wrong; only an edit helps. */
        INVALID,
        /**
         * A policy names a principal that IAM does not know, perhaps not yet: AWS's sentence says so. "Invalid repository
         * policy provided", which says nothing of a principal, is {@link #INVALID}.
         */
        PRINCIPAL_NOT_FOUND,
        /** A quota is used up. */
        QUOTA,
        /** Something that ECR depends on refused, KMS for one. */
        DEPENDENCY,
        /** The thing to create is there. */
        ALREADY_EXISTS,
        /** The repository is not there. */
        NOT_FOUND,
        /** The repository still holds images. */
        NOT_EMPTY;

        /** Whether it tells who calls, so that nothing can be said of what was called for. */
        public boolean isOfIdentity() {
            return this == CREDENTIALS || this == WRONG_ACCOUNT;
        }
    }
}
