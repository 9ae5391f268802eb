package io.ecroperator.aws;

import java.util.Map;

/**
 * What goes into CreateRepository. {@code tagMutability}, {@code scanOnPush} and {@code encryption} may be {@code null}:
 * then ECR chooses.
 */
public record NewRepository(
        String repositoryName,
        Map<String, String> tags,
        TagMutability tagMutability,
        Boolean scanOnPush,
        Encryption encryption) {
    /** Copies the tags. */
    public NewRepository {
        tags = Map.copyOf(tags);
    }
}
