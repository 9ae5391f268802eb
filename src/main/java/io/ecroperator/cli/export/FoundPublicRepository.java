package io.ecroperator.cli.export;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.PublicRepository;
import java.util.Map;
import java.util.Optional;

/**
 * A public repository with all that ECR Public has of it.
 *
 * @param tags all of them, reserved ones too
 * @param repositoryPolicy its text, if there is one
 */
record FoundPublicRepository(
        PublicRepository repository,
        Optional<CatalogData> catalogData,
        Map<String, String> tags,
        Optional<String> repositoryPolicy) {

    /** Copies the tags. */
    FoundPublicRepository {
        tags = Map.copyOf(tags);
    }
}
