package io.ecroperator.aws.error;

/**
 * Says where a failed call went, which the SDK's own exception does not. Rides on that one as suppressed, because the
 * SDK's interceptors may add to an exception but not exchange it. Never thrown.
 */
public final class EndpointException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final boolean answered;

    /**
     * A note about a call that ended without an answer that the SDK could read.
     *
     * @param host host name and port of the endpoint, without path, query or credentials
     * @param answered true if an HTTP answer arrived, which the SDK could not read
     */
    public EndpointException(String host, boolean answered) {
        super(host, null, false, false);
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
