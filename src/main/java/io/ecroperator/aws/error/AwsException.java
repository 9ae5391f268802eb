package io.ecroperator.aws.error;

/** The only exception that calls to AWS throw. */
public final class AwsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AwsFailure failure;

    /** Wraps a failure; the cause may be null. */
    public AwsException(AwsFailure failure, Throwable cause) {
        super(failure.operation() + ": " + failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    /** What went wrong. */
    public AwsFailure failure() {
        return failure;
    }

    /** Short for {@code failure().kind()}. */
    public AwsFailure.Kind kind() {
        return failure.kind();
    }
}
