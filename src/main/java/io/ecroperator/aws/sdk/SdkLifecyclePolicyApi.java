package io.ecroperator.aws.sdk;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;

/** Lifecycle policies through the SDK. */
final class SdkLifecyclePolicyApi implements LifecyclePolicyApi {

    private static final String NO_LIFECYCLE_POLICY = "LifecyclePolicyNotFoundException";

    private final ServiceCalls<EcrClient> ecr;

    SdkLifecyclePolicyApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName) {
        return ServiceCalls.unless(
                        NO_LIFECYCLE_POLICY,
                        () -> ecr.call("GetLifecyclePolicy", client -> {
                            GetLifecyclePolicyResponse answer =
                                    client.getLifecyclePolicy(request -> request.repositoryName(repositoryName));
                            ServiceCalls.told("GetLifecyclePolicy", answer.lifecyclePolicyText());
                            return answer;
                        }))
                .map(answer -> new LifecyclePolicyText(answer.lifecyclePolicyText(), answer.lastEvaluatedAt()));
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        ecr.call(
                "PutLifecyclePolicy",
                client -> client.putLifecyclePolicy(
                        request -> request.repositoryName(repositoryName).lifecyclePolicyText(lifecyclePolicyText)));
    }

    @Override
    public void deleteLifecyclePolicy(String repositoryName) {
        ServiceCalls.unless(
                NO_LIFECYCLE_POLICY,
                () -> ecr.call(
                        "DeleteLifecyclePolicy",
                        client -> client.deleteLifecyclePolicy(request -> request.repositoryName(repositoryName))));
    }
}
