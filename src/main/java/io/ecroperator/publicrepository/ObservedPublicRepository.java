package io.ecroperator.publicrepository;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.view.Reading;
import java.util.Map;

/** All that is known of a public repository, part by part. */
record ObservedPublicRepository(
        Reading<PublicRepository> repository,
        Reading<Map<String, String>> tags,
        Reading<CatalogData> catalogData,
        Reading<String> repositoryPolicy) {

    /** One of whose parts nothing is known, since it is not there or nobody has read them. */
    static ObservedPublicRepository of(Reading<PublicRepository> repository) {
        return new ObservedPublicRepository(repository, Reading.unread(), Reading.unread(), Reading.unread());
    }

    Reading<?> part(Part part) {
        return switch (part) {
            case TAGS -> tags;
            case CATALOG_DATA -> catalogData;
            case REPOSITORY_POLICY -> repositoryPolicy;
        };
    }

    ObservedPublicRepository withRepository(Reading<PublicRepository> read) {
        return new ObservedPublicRepository(read, tags, catalogData, repositoryPolicy);
    }

    ObservedPublicRepository withTags(Map<String, String> read) {
        return new ObservedPublicRepository(repository, Reading.found(Map.copyOf(read)), catalogData, repositoryPolicy);
    }

    ObservedPublicRepository withCatalogData(Reading<CatalogData> read) {
        return new ObservedPublicRepository(repository, tags, read, repositoryPolicy);
    }

    ObservedPublicRepository withRepositoryPolicy(Reading<String> read) {
        return new ObservedPublicRepository(repository, tags, catalogData, read);
    }
}
