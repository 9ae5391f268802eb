package io.ecroperator.aws;

import java.util.Map;
import java.util.Optional;

/** What goes into CreateRepository of ECR Public. */
public record NewPublicRepository(
        String repositoryName, Map<String, String> tags, Optional<CatalogData> catalogData, Optional<Logo> logo) {
    /** Copies the tags. */
    public NewPublicRepository {
        tags = Map.copyOf(tags);
    }
}
