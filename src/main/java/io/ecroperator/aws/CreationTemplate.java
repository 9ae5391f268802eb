package io.ecroperator.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A repository creation template as ECR describes it.
 *
 * @param prefix of the repositories that it is for, or {@code ROOT} for all
 * @param appliedFor PULL_THROUGH_CACHE, REPLICATION, CREATE_ON_PUSH
 */
public record CreationTemplate(
        String prefix,
        Set<String> appliedFor,
        Optional<String> description,
        Encryption encryption,
        Map<String, String> resourceTags,
        TagMutability tagMutability,
        Optional<String> repositoryPolicy,
        Optional<String> lifecyclePolicy,
        Optional<String> customRoleArn,
        Instant createdAt,
        Instant updatedAt)
        implements RegistryItem {

    /** Copies the collections. */
    public CreationTemplate {
        appliedFor = Set.copyOf(appliedFor);
        resourceTags = Map.copyOf(resourceTags);
    }

    @Override
    public Optional<String> accountId() {
        return Optional.empty();
    }

    /** The prefix without the slash at its end: ECR takes {@code team} and {@code team/} for the same. */
    public String namespace() {
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }
}
