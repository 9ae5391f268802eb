package io.ecroperator.aws;

import java.util.Optional;

/**
 * What goes into CreatePullThroughCacheRule.
 *
 * @param ecrRepositoryPrefix of the repositories that the rule fills, or {@code ROOT} for all
 * @param upstreamRegistryUrl a host, such as {@code registry-1.docker.io}
 * @param upstreamRegistry what is there, such as {@code docker-hub}; empty lets ECR tell by the host
 * @param upstreamRepositoryPrefix of the repositories upstream; empty means {@code ROOT}, all
 * @param credentialArn the Secrets Manager secret to log in with; its name begins with {@code ecr-pullthroughcache/}
 * @param customRoleArn the role to assume for an upstream that is ECR
 */
public record NewPullThroughCacheRule(
        String ecrRepositoryPrefix,
        String upstreamRegistryUrl,
        Optional<String> upstreamRegistry,
        Optional<String> upstreamRepositoryPrefix,
        Optional<String> credentialArn,
        Optional<String> customRoleArn) {}
