package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CallerIdentityApi;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS through the SDK. */
final class SdkCallerIdentityApi implements CallerIdentityApi {

    private final AwsCalls calls;
    private final Supplier<StsClient> client;

    SdkCallerIdentityApi(AwsCalls calls, Supplier<StsClient> client) {
        this.calls = calls;
        this.client = client;
    }

    @Override
    public CallerIdentity getCallerIdentity() {
        GetCallerIdentityResponse answer =
                calls.call("GetCallerIdentity", () -> client.get().getCallerIdentity());
        return new CallerIdentity(answer.account(), answer.arn());
    }
}
