package io.ecroperator.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * A pull through cache rule as ECR describes it.
 *
 * @param upstreamRegistry what the upstream is, such as {@code docker-hub}; empty if ECR does not tell
 * @param upstreamRepositoryPrefix of the repositories upstream; {@code ROOT} means all, and empty that ECR does not tell
 * @param credentialArn the Secrets Manager secret that ECR logs in with, if any
 * @param customRoleArn the role that ECR assumes, if any
 * @param updatedAt empty if ECR does not tell, as in the answer to a creation
 */
public record PullThroughCacheRule(
        String registryId,
        String ecrRepositoryPrefix,
        String upstreamRegistryUrl,
        Optional<String> upstreamRegistry,
        Optional<String> upstreamRepositoryPrefix,
        Optional<String> credentialArn,
        Optional<String> customRoleArn,
        Instant createdAt,
        Optional<Instant> updatedAt)
        implements RegistryItem {

    @Override
    public Optional<String> accountId() {
        return Optional.ofNullable(registryId);
    }

    /** The same rule with another way into the upstream. */
    public PullThroughCacheRule withAccess(Optional<String> changedCredentialArn, Optional<String> changedRoleArn) {
        return new PullThroughCacheRule(
                registryId,
                ecrRepositoryPrefix,
                upstreamRegistryUrl,
                upstreamRegistry,
                upstreamRepositoryPrefix,
                changedCredentialArn,
                changedRoleArn,
                createdAt,
                updatedAt);
    }
}
