package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.Logo;
import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.aws.PublicRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecrpublic.model.Repository;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogData;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogDataInput;
import software.amazon.awssdk.services.ecrpublic.model.Tag;

/** Between the types of ECR Public in the SDK and ours. */
final class PublicConversions {

    private PublicConversions() {}

    static CreateRepositoryRequest toCreateRequest(NewPublicRepository wanted) {
        CreateRepositoryRequest.Builder request =
                CreateRepositoryRequest.builder().repositoryName(wanted.repositoryName());
        if (!wanted.tags().isEmpty()) {
            request.tags(toTags(wanted.tags()));
        }
        if (wanted.catalogData().isPresent() || wanted.logo().isPresent()) {
            request.catalogData(toInput(wanted.catalogData(), wanted.logo()));
        }
        return request.build();
    }

    static RepositoryCatalogDataInput toInput(Optional<CatalogData> data, Optional<Logo> logo) {
        RepositoryCatalogDataInput.Builder input = RepositoryCatalogDataInput.builder();
        data.ifPresent(some -> input.description(some.description().orElse(null))
                .architectures(sorted(some.architectures()))
                .operatingSystems(sorted(some.operatingSystems()))
                .aboutText(some.aboutText().orElse(null))
                .usageText(some.usageText().orElse(null)));
        logo.ifPresent(picture -> input.logoImageBlob(SdkBytes.fromByteArray(picture.content())));
        return input.build();
    }

    static CatalogData toCatalogData(RepositoryCatalogData data) {
        return new CatalogData(
                given(data.description()),
                Set.copyOf(data.architectures()),
                Set.copyOf(data.operatingSystems()),
                given(data.aboutText()),
                given(data.usageText()),
                given(data.logoUrl()));
    }

    static PublicRepository toRepository(Repository repository) {
        return new PublicRepository(
                repository.repositoryName(),
                repository.repositoryArn(),
                repository.registryId(),
                repository.repositoryUri(),
                repository.createdAt());
    }

    /** Tags in the order of their keys, so that equal requests are equal on the wire. */
    static List<Tag> toTags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    static Map<String, String> fromTags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (one, other) -> other));
    }

    private static List<String> sorted(Set<String> values) {
        return values.stream().sorted().toList();
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }
}
