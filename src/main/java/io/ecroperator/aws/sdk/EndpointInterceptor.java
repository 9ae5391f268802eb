package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.EndpointException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Adds to the failures of calls where they went, and whether a request before the last one may have been carried out. */
final class EndpointInterceptor implements ExecutionInterceptor {

    private static final int SERVER_ERROR = 500;

    /** Whether the last request was sent and not (yet) answered by more than a server error. */
    private static final ExecutionAttribute<Boolean> PENDING = new ExecutionAttribute<>("ecr-operator.pending");

    /** Whether that was so when the SDK repeated the request. */
    private static final ExecutionAttribute<Boolean> REPEATED_UNANSWERED =
            new ExecutionAttribute<>("ecr-operator.repeated-unanswered");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (Boolean.TRUE.equals(attributes.getAttribute(PENDING))) {
            attributes.putAttribute(REPEATED_UNANSWERED, true);
        }
        attributes.putAttribute(PENDING, true);
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(PENDING, context.httpResponse().statusCode() >= SERVER_ERROR);
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable thrown = context.exception();
        if (thrown instanceof SdkClientException || thrown instanceof AwsServiceException) {
            boolean repeated = Boolean.TRUE.equals(attributes.getAttribute(REPEATED_UNANSWERED));
            context.httpRequest()
                    .map(request -> new EndpointException(
                            host(request), context.httpResponse().isPresent(), repeated))
                    .ifPresent(thrown::addSuppressed);
        }
        return thrown;
    }

    private static String host(SdkHttpRequest request) {
        return request.host() + ":" + request.port();
    }
}
