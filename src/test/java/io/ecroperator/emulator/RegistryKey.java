package io.ecroperator.emulator;

import io.ecroperator.emulator.dataplane.Partition;
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

    /** {@return the ARN partition of the region, for example {@code aws} or {@code aws-cn}} */
    public String partition() {
        return Partition.of(region).id();
    }

    /** {@return the registry's host name, as docker clients use it} */
    public String host() {
        return "%s.dkr.ecr.%s.%s"
                .formatted(account, region, Partition.of(region).domain());
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
