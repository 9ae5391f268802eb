package io.ecroperator.aws.error;

/**
 * A call could not even be signed or addressed: no credentials, a role that cannot be assumed, no region, or a client
 * that cannot be built from its configuration. Thrown below the SDK and turned into an {@link AwsFailure} of kind
 * {@code CREDENTIALS}; never leaves the AWS packages.
 */
public final class CredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /**
     * What is missing, and what to do.
     *
     * @param code one word, such as {@code NoCredentials}
     * @param message what is missing or wrong, without a secret
     * @param remedy what to set up, in sentences
     */
    public CredentialsException(String code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    /** The same, thrown once more elsewhere. */
    public CredentialsException again() {
        return new CredentialsException(code, getMessage(), remedy);
    }

    /** The kind of trouble in one word. */
    public String code() {
        return code;
    }

    /** What to set up. */
    public String remedy() {
        return remedy;
    }
}
