package io.ecroperator.aws;

import java.time.Instant;

/** A repository as ECR describes it. Tags and policies are not part of that answer. */
public record Repository(
        String repositoryName,
        String repositoryArn,
        String registryId,
        String repositoryUri,
        Instant createdAt,
        TagMutability tagMutability,
        boolean scanOnPush,
        Encryption encryption) {

    /** The same repository with another tag mutability. */
    public Repository withTagMutability(TagMutability changed) {
        return new Repository(
                repositoryName, repositoryArn, registryId, repositoryUri, createdAt, changed, scanOnPush, encryption);
    }

    /** The same repository with scan on push switched. */
    public Repository withScanOnPush(boolean changed) {
        return new Repository(
                repositoryName,
                repositoryArn,
                registryId,
                repositoryUri,
                createdAt,
                tagMutability,
                changed,
                encryption);
    }
}
