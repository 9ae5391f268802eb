package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the doors to one service share: one call through the gate, and how answers say that there is nothing. */
final class ServiceCalls<C> {

    private final AwsCalls calls;
    private final Supplier<C> client;

    ServiceCalls(AwsCalls calls, Supplier<C> client) {
        this.calls = calls;
        this.client = client;
    }

    <T> T call(String operation, Function<C, T> sdkCall) {
        return calls.call(operation, () -> sdkCall.apply(client.get()));
    }

    /** An answer without what was asked for says nothing: neither that there is no such thing, nor that there are none. */
    static <T> T told(String operation, T asked) {
        if (asked == null) {
            throw new AwsException(
                    new AwsFailure(
                            Kind.TRANSIENT, operation, "MalformedAnswer", "The answer lacks what was asked for", null),
                    null);
        }
        return asked;
    }

    /** The result, or empty if the call fails with that code, which says that there is no such thing. */
    static <T> Optional<T> unless(String absent, Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (AwsException exception) {
            if (exception.kind() == Kind.NOT_FOUND
                    && absent.equals(exception.failure().code())) {
                return Optional.empty();
            }
            throw exception;
        }
    }

    static String tokenOf(String nextToken) {
        return nextToken == null || nextToken.isEmpty() ? null : nextToken;
    }
}
