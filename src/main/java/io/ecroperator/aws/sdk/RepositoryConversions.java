package io.ecroperator.aws.sdk;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilterType;

/** Between the SDK's types and ours. Values that this SDK version does not know pass through as AWS sent them. */
final class RepositoryConversions {

    private RepositoryConversions() {}

    static CreateRepositoryRequest toCreateRequest(NewRepository wanted) {
        CreateRepositoryRequest.Builder request =
                CreateRepositoryRequest.builder().repositoryName(wanted.repositoryName());
        if (!wanted.tags().isEmpty()) {
            request.tags(TagConversions.toTags(wanted.tags()));
        }
        if (wanted.tagMutability() != null) {
            request.imageTagMutability(wanted.tagMutability().imageTagMutability());
            request.imageTagMutabilityExclusionFilters(toFilters(wanted.tagMutability()));
        }
        if (wanted.scanOnPush() != null) {
            request.imageScanningConfiguration(toScanning(wanted.scanOnPush()));
        }
        if (wanted.encryption() != null) {
            request.encryptionConfiguration(EncryptionConfiguration.builder()
                    .encryptionType(wanted.encryption().encryptionType())
                    .kmsKey(wanted.encryption().kmsKey())
                    .build());
        }
        return request.build();
    }

    static Repository toRepository(software.amazon.awssdk.services.ecr.model.Repository repository) {
        return new Repository(
                repository.repositoryName(),
                repository.repositoryArn(),
                repository.registryId(),
                repository.repositoryUri(),
                repository.createdAt(),
                toTagMutability(
                        repository.imageTagMutabilityAsString(), repository.imageTagMutabilityExclusionFilters()),
                repository.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(
                                repository.imageScanningConfiguration().scanOnPush()),
                toEncryption(repository.encryptionConfiguration()));
    }

    static TagMutability toTagMutability(String mutability, List<ImageTagMutabilityExclusionFilter> filters) {
        return new TagMutability(
                mutability,
                filters.stream()
                        .map(ImageTagMutabilityExclusionFilter::filter)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The filters, or {@code null} for none: ECR refuses an empty list where the mutability has no exclusions. */
    static List<ImageTagMutabilityExclusionFilter> toFilters(TagMutability tagMutability) {
        if (tagMutability.exclusionFilters().isEmpty()) {
            return null;
        }
        return tagMutability.exclusionFilters().stream()
                .map(filter -> ImageTagMutabilityExclusionFilter.builder()
                        .filterType(ImageTagMutabilityExclusionFilterType.WILDCARD)
                        .filter(filter)
                        .build())
                .toList();
    }

    static ImageScanningConfiguration toScanning(boolean scanOnPush) {
        return ImageScanningConfiguration.builder().scanOnPush(scanOnPush).build();
    }

    private static Encryption toEncryption(EncryptionConfiguration encryption) {
        // Very old repositories come without; they are AES256.
        return encryption == null
                ? new Encryption("AES256", null)
                : new Encryption(encryption.encryptionTypeAsString(), encryption.kmsKey());
    }
}
