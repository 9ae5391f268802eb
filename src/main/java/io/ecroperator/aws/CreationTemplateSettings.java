package io.ecroperator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What goes into CreateRepositoryCreationTemplate and UpdateRepositoryCreationTemplate; what is empty is left out.
 *
 * @param appliedFor PULL_THROUGH_CACHE, REPLICATION, CREATE_ON_PUSH
 * @param encryption its key is a full ARN
 * @param customRoleArn the role that ECR assumes, needed for KMS and for tags
 */
public record CreationTemplateSettings(
        Optional<Set<String>> appliedFor,
        Optional<String> description,
        Optional<Encryption> encryption,
        Optional<Map<String, String>> resourceTags,
        Optional<TagMutability> tagMutability,
        Optional<String> repositoryPolicy,
        Optional<String> lifecyclePolicy,
        Optional<String> customRoleArn) {
    /** Copies the collections. */
    public CreationTemplateSettings {
        appliedFor = appliedFor.map(Set::copyOf);
        resourceTags = resourceTags.map(Map::copyOf);
    }
}
