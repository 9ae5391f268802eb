package io.ecroperator.aws.error;

/**
 * A call that ended without an answer that the SDK could read, together with where it went, which the SDK's own
 * exception does not say. Turned into an {@link AwsFailure}; never leaves the AWS packages.
 */
public final class EndpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final boolean answered;

    /**
     * Adds the address to the SDK's exception.
     *
     * @param host host name and port of the endpoint, without path, query or credentials
     * @param answered true if an HTTP answer arrived, which the SDK could not read
     */
    public EndpointException(String host, boolean answered, Throwable cause) {
        super(cause);
        this.host = host;
        this.answered = answered;
    }

    /** Host name and port of the endpoint. */
    public String host() {
        return host;
    }

    /** True if an HTTP answer arrived that the SDK could not read. */
    public boolean answered() {
        return answered;
    }
}
