package io.ecroperator.emulator;

import java.util.Objects;

/**
 * Which private registry: ECR keeps one per account and region.
 *
 * @param account AWS account id, 12 digits; AWS calls it {@code registryId}
 * @param region AWS region name
 */
public record RegistryKey(String account, String region) {
    /** Refuses nulls. */
    public RegistryKey {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
    }

    /** {@return the ARN partition of the region: {@code aws}, {@code aws-cn} or {@code aws-us-gov}} */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** {@return the registry's host name, as docker clients use it} */
    public String host() {
        String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return "%s.dkr.ecr.%s.%s".formatted(account, region, suffix);
    }

    /**
     * The ARN of a repository of this registry.
     *
     * @param repositoryName full repository name, or a pattern such as {@code *}
     * @return the ARN
     */
    public String repositoryArn(String repositoryName) {
        return "arn:%s:ecr:%s:%s:repository/%s".formatted(partition(), region, account, repositoryName);
    }
}
