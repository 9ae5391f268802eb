package io.ecroperator.aws.error;

/**
 * A call could not even be signed or addressed: no credentials, a role that cannot be assumed, no region, or a client
 * that cannot be built from its configuration. Thrown below the SDK and turned into an {@link AwsFailure} of kind
 * {@code CREDENTIALS}; never leaves the AWS packages.
 */
public final class CredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** The code is one word, such as {@code NoCredentials}; the message says what to set up and holds no secret. */
    public CredentialsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The kind of trouble in one word. */
    public String code() {
        return code;
    }
}
