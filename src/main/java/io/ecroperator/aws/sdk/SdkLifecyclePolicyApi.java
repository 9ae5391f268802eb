package io.ecroperator.aws.sdk;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.LifecyclePreview;
import io.ecroperator.aws.LifecyclePreview.State;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewSummary;
import software.amazon.awssdk.services.ecr.model.TransitioningImageTotalCount;

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
    public void startLifecyclePolicyPreview(String repositoryName, String lifecyclePolicyText) {
        ecr.call(
                "StartLifecyclePolicyPreview",
                client -> client.startLifecyclePolicyPreview(
                        request -> request.repositoryName(repositoryName).lifecyclePolicyText(lifecyclePolicyText)));
    }

    @Override
    public LifecyclePreview getLifecyclePolicyPreview(String repositoryName) {
        GetLifecyclePolicyPreviewResponse answer = ecr.call(
                "GetLifecyclePolicyPreview",
                client -> client.getLifecyclePolicyPreview(request -> request.repositoryName(repositoryName)));
        LifecyclePolicyPreviewSummary summary = Optional.ofNullable(answer.summary())
                .orElse(LifecyclePolicyPreviewSummary.builder().build());
        return new LifecyclePreview(
                switch (answer.status()) {
                    case IN_PROGRESS -> State.RUNNING;
                    case COMPLETE -> State.COMPLETE;
                    default -> State.FAILED;
                },
                Optional.ofNullable(summary.expiringImageTotalCount()).orElse(0),
                summary.transitioningImageTotalCounts().stream()
                        .mapToInt(TransitioningImageTotalCount::imageTotalCount)
                        .sum());
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
