package io.ecroperator.aws;

import java.time.Instant;

/** A public repository as ECR Public describes it. */
public record PublicRepository(
        String repositoryName, String repositoryArn, String registryId, String repositoryUri, Instant createdAt) {}
