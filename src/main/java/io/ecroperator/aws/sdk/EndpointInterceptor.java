package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.EndpointException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Adds to the failures of the way to AWS where the call went. */
final class EndpointInterceptor implements ExecutionInterceptor {

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable thrown = context.exception();
        if (thrown instanceof SdkClientException) {
            context.httpRequest()
                    .map(request -> new EndpointException(
                            host(request), context.httpResponse().isPresent()))
                    .ifPresent(thrown::addSuppressed);
        }
        return thrown;
    }

    private static String host(SdkHttpRequest request) {
        return request.host() + ":" + request.port();
    }
}
