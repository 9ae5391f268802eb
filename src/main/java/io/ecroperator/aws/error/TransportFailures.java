package io.ecroperator.aws.error;

import io.ecroperator.aws.error.AwsFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Failures of calls that AWS did not answer, or not so that the SDK could read it. All of them are {@code TRANSIENT}:
 * the next try may go through, and a write may have happened.
 */
final class TransportFailures {

    private TransportFailures() {}

    static AwsFailure classify(String operation, Throwable thrown) {
        Optional<EndpointException> endpoint = endpointOf(thrown);
        String host = endpoint.map(EndpointException::host).orElse("the endpoint");
        String code;
        String message;
        if (has(thrown, AbortedException.class) || has(thrown, InterruptedException.class)) {
            code = "Interrupted";
            message = "The call was given up because the operator is stopping";
        } else if (has(thrown, ApiCallTimeoutException.class)
                || has(thrown, ApiCallAttemptTimeoutException.class)
                || has(thrown, SocketTimeoutException.class)) {
            code = "Timeout";
            message = "No answer from " + host + " in time";
        } else if (has(thrown, UnknownHostException.class)) {
            code = "ConnectionFailed";
            message = "The name " + host + " cannot be resolved";
        } else if (has(thrown, ConnectException.class) || has(thrown, NoRouteToHostException.class)) {
            code = "ConnectionFailed";
            message = "No connection to " + host;
        } else if (has(thrown, SSLException.class)) {
            code = "TlsFailed";
            message = "No trusted TLS connection to " + host + "; is a CA certificate missing from the trust store?";
        } else if (endpoint.map(EndpointException::answered).orElse(false)) {
            // Without the parser's words: they may quote the answer, which may hold a token.
            code = "MalformedAnswer";
            message = "The answer of " + host + " is not one that AWS would give";
        } else if (has(thrown, IOException.class)) {
            code = "ConnectionLost";
            message = "The connection to " + host + " broke before an answer arrived";
        } else {
            code = "ClientError";
            message = "The call to " + host + " failed in the AWS client"
                    + find(thrown, SdkClientException.class)
                            .map(sdk -> ": " + sdk.getMessage())
                            .orElse(" (" + thrown.getClass().getSimpleName() + ")");
        }
        return new AwsFailure(Kind.TRANSIENT, operation, code, SafeMessage.of(message), null);
    }

    private static Optional<EndpointException> endpointOf(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> Stream.of(cause.getSuppressed()))
                .filter(EndpointException.class::isInstance)
                .map(EndpointException.class::cast)
                .findFirst();
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return find(thrown, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return causes(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
