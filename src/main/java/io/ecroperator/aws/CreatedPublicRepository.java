package io.ecroperator.aws;

import java.util.Optional;

/**
 * The answer to CreateRepository of ECR Public.
 *
 * @param catalogData what the gallery shows of it; empty if nothing was given
 */
public record CreatedPublicRepository(PublicRepository repository, Optional<CatalogData> catalogData) {}
