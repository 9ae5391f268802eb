package io.ecroperator.aws;

import java.util.function.Supplier;

/**
 * The ways into one account and region with one identity. Holding one costs nothing: clients are built when first needed,
 * so that missing configuration fails calls and never the process.
 *
 * @param regionSource where the region comes from; read it by {@link #region()}
 * @param rates of the account and region
 * @param authorization tokens for the private registries of the region
 * @param publicAuthorization tokens for ECR Public, which answers in us-east-1 only
 */
public record AwsConnection(
        Supplier<String> regionSource,
        RepositoryDoors repositoryDoors,
        RegistryDoors registryDoors,
        TaggingApi tagging,
        CallerIdentityApi callerIdentity,
        CallRates rates,
        AuthorizationApi authorization,
        AuthorizationApi publicAuthorization) {

    /**
     * The region, such as {@code ap-northeast-1}.
     *
     * @throws io.ecroperator.aws.error.AwsException {@code CREDENTIALS} if none is configured
     */
    public String region() {
        return regionSource.get();
    }
}
