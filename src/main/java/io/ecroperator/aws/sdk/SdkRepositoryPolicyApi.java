package io.ecroperator.aws.sdk;

import io.ecroperator.aws.RepositoryPolicyApi;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Repository policies through the SDK. */
final class SdkRepositoryPolicyApi implements RepositoryPolicyApi {

    private static final String NO_REPOSITORY_POLICY = "RepositoryPolicyNotFoundException";

    private final ServiceCalls<EcrClient> ecr;

    SdkRepositoryPolicyApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        return ServiceCalls.unless(
                NO_REPOSITORY_POLICY,
                () -> ecr.call(
                        "GetRepositoryPolicy",
                        client -> ServiceCalls.told(
                                "GetRepositoryPolicy",
                                client.getRepositoryPolicy(request -> request.repositoryName(repositoryName))
                                        .policyText())));
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        ecr.call(
                "SetRepositoryPolicy",
                client -> client.setRepositoryPolicy(request -> request.repositoryName(repositoryName)
                        .policyText(policyText)
                        .force(force)));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        ServiceCalls.unless(
                NO_REPOSITORY_POLICY,
                () -> ecr.call(
                        "DeleteRepositoryPolicy",
                        client -> client.deleteRepositoryPolicy(request -> request.repositoryName(repositoryName))));
    }
}
