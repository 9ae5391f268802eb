package io.ecroperator.aws;

/**
 * Mints tokens that log in to registries (ecr:GetAuthorizationToken, ecr-public:GetAuthorizationToken).
 *
 * <p>A token of ECR serves every registry of the region that the identity may pull from, whatever the account, and no other
 * region (Amazon ECR User Guide, "Private registry authentication"). One of ECR Public serves {@code public.ecr.aws}.
 */
public interface AuthorizationApi {

    /**
     * Mints a token; each call gives another one.
     *
     * @throws io.ecroperator.aws.error.AwsException if it fails, {@code TRANSIENT} also for an answer that is no token
     */
    RegistryToken getAuthorizationToken();
}
