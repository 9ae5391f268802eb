package io.ecroperator.aws.sdk;

import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;

import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard repeats, at most two and quick, but for requests that AWS throttled: those wait for their turn in
 * {@link AwsCalls}, not for a time that knows nothing of the others. Long waits are the reconciler's.
 */
final class QuickRetries implements StandardRetryStrategy {

    private final StandardRetryStrategy standard;

    QuickRetries(StandardRetryStrategy standard) {
        this.standard = standard;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return standard.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (request.failure() instanceof SdkServiceException answer && isRefusal(answer)) {
            throw new TokenAcquisitionFailedException("throttled", request.token(), answer);
        }
        return standard.refreshRetryToken(request);
    }

    /** After an answer of 5xx nobody knows whether the request was carried out, whatever code it has. */
    private static boolean isRefusal(SdkServiceException answer) {
        return answer.isThrottlingException() && answer.statusCode() < HTTP_INTERNAL_ERROR;
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return standard.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return standard.maxAttempts();
    }

    /** The strategy is whole: the client is not to add what it retries by default, which would make another one of it. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder toBuilder() {
        return standard.toBuilder();
    }
}
