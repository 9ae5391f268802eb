package io.ecroperator.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository as it is at one moment.
 *
 * @param name full name
 * @param arn ARN
 * @param uri what docker clients use
 * @param createdAt time of creation
 * @param imageTagMutability MUTABLE, IMMUTABLE or one of the two with exclusion
 * @param exclusionFilters wildcard filters of the exclusion
 * @param scanOnPush whether images are scanned on push
 * @param encryptionType AES256, KMS or KMS_DSSE
 * @param kmsKeyArn ARN of the KMS key
 * @param tags resource tags
 * @param lifecyclePolicyText lifecycle policy, minified
 * @param repositoryPolicyText repository policy in normal form, in stable order
 * @param imageCount number of images, archived ones too
 */
public record RepositorySnapshot(
        String name,
        String arn,
        String uri,
        Instant createdAt,
        String imageTagMutability,
        List<String> exclusionFilters,
        boolean scanOnPush,
        String encryptionType,
        Optional<String> kmsKeyArn,
        Map<String, String> tags,
        Optional<String> lifecyclePolicyText,
        Optional<String> repositoryPolicyText,
        int imageCount) {
    static RepositorySnapshot of(Repository repository) {
        return new RepositorySnapshot(
                repository.name(),
                repository.arn(),
                repository.uri(),
                repository.createdAt(),
                repository.tagMutability().value(),
                repository.tagMutability().filters(),
                repository.scanOnPush(),
                repository.encryption().type(),
                repository.encryption().kmsKeyArn(),
                repository.tags().tags(),
                repository.lifecyclePolicy(),
                repository.policy().map(policy -> Json.pretty(policy.document())),
                repository.images().size());
    }
}
