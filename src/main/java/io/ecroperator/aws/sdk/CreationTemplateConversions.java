package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Encryption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryCreationTemplateRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfigurationForRepositoryCreationTemplate;
import software.amazon.awssdk.services.ecr.model.RepositoryCreationTemplate;
import software.amazon.awssdk.services.ecr.model.UpdateRepositoryCreationTemplateRequest;

/** Between the SDK's templates and ours. Values that this SDK version does not know pass through as AWS sent them. */
final class CreationTemplateConversions {

    private CreationTemplateConversions() {}

    static CreateRepositoryCreationTemplateRequest toCreateRequest(String prefix, CreationTemplateSettings settings) {
        CreateRepositoryCreationTemplateRequest.Builder request = CreateRepositoryCreationTemplateRequest.builder()
                .prefix(prefix)
                .description(settings.description().orElse(null))
                .repositoryPolicy(settings.repositoryPolicy().orElse(null))
                .lifecyclePolicy(settings.lifecyclePolicy().orElse(null))
                .customRoleArn(settings.customRoleArn().orElse(null));
        settings.appliedFor().ifPresent(causes -> request.appliedForWithStrings(sorted(causes)));
        settings.encryption().ifPresent(encryption -> request.encryptionConfiguration(toEncryption(encryption)));
        settings.resourceTags().ifPresent(tags -> request.resourceTags(TagConversions.toTags(tags)));
        settings.tagMutability().ifPresent(mutability -> request.imageTagMutability(mutability.imageTagMutability())
                .imageTagMutabilityExclusionFilters(RepositoryConversions.toFilters(mutability)));
        return request.build();
    }

    static UpdateRepositoryCreationTemplateRequest toUpdateRequest(String prefix, CreationTemplateSettings settings) {
        UpdateRepositoryCreationTemplateRequest.Builder request = UpdateRepositoryCreationTemplateRequest.builder()
                .prefix(prefix)
                .description(settings.description().orElse(null))
                .repositoryPolicy(settings.repositoryPolicy().orElse(null))
                .lifecyclePolicy(settings.lifecyclePolicy().orElse(null))
                .customRoleArn(settings.customRoleArn().orElse(null));
        settings.appliedFor().ifPresent(causes -> request.appliedForWithStrings(sorted(causes)));
        settings.encryption().ifPresent(encryption -> request.encryptionConfiguration(toEncryption(encryption)));
        settings.resourceTags().ifPresent(tags -> request.resourceTags(TagConversions.toTags(tags)));
        settings.tagMutability().ifPresent(mutability -> request.imageTagMutability(mutability.imageTagMutability())
                .imageTagMutabilityExclusionFilters(RepositoryConversions.toFilters(mutability)));
        return request.build();
    }

    static CreationTemplate toTemplate(RepositoryCreationTemplate template) {
        return new CreationTemplate(
                template.prefix(),
                Set.copyOf(template.appliedForAsStrings()),
                given(template.description()),
                toEncryption(template.encryptionConfiguration()),
                TagConversions.fromTags(template.resourceTags()),
                RepositoryConversions.toTagMutability(
                        template.imageTagMutabilityAsString(), template.imageTagMutabilityExclusionFilters()),
                given(template.repositoryPolicy()),
                given(template.lifecyclePolicy()),
                given(template.customRoleArn()),
                template.createdAt(),
                template.updatedAt());
    }

    private static List<String> sorted(Set<String> causes) {
        return causes.stream().sorted().toList();
    }

    /** Empty means none here: an empty text is how one is removed. */
    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    private static EncryptionConfigurationForRepositoryCreationTemplate toEncryption(Encryption encryption) {
        return EncryptionConfigurationForRepositoryCreationTemplate.builder()
                .encryptionType(encryption.encryptionType())
                .kmsKey(encryption.kmsKey())
                .build();
    }

    private static Encryption toEncryption(EncryptionConfigurationForRepositoryCreationTemplate encryption) {
        return encryption == null
                ? new Encryption("AES256", null)
                : new Encryption(
                        encryption.encryptionTypeAsString(),
                        given(encryption.kmsKey()).orElse(null));
    }
}
