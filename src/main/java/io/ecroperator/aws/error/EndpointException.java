package io.ecroperator.aws.error;

/**
 * Says where a failed call went, which the SDK's own exception does not. Rides on that one as suppressed, because the
 * SDK's interceptors may add to an exception but not exchange it. Never thrown.
 */
public final class EndpointException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final boolean answered;
    private final boolean repeatedUnanswered;

    /**
     * A note about a call that failed.
     *
     * @param host host name and port of the endpoint, without path, query or credentials
     * @param answered true if an HTTP answer arrived
     * @param repeatedUnanswered true if the SDK had repeated the request because an earlier one was not answered
     */
    public EndpointException(String host, boolean answered, boolean repeatedUnanswered) {
        super(host, null, false, false);
        this.host = host;
        this.answered = answered;
        this.repeatedUnanswered = repeatedUnanswered;
    }

    /** Host name and port of the endpoint. */
    public String host() {
        return host;
    }

    /** True if an HTTP answer arrived. */
    public boolean answered() {
        return answered;
    }

    /** True if an earlier request of the same call may have been carried out, whatever the last answer says. */
    public boolean repeatedUnanswered() {
        return repeatedUnanswered;
    }
}
