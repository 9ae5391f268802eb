package io.ecroperator.cli.export.account;

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
public record FoundPublicRepository(
        PublicRepository repository,
        Optional<CatalogData> catalogData,
        Map<String, String> tags,
        Optional<String> repositoryPolicy) {

    /** Copies the tags. */
    public FoundPublicRepository {
        tags = Map.copyOf(tags);
    }
}
