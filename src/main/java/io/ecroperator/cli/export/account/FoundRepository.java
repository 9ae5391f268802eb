package io.ecroperator.cli.export.account;

import io.ecroperator.aws.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A private repository with all that ECR has of it.
 *
 * @param tags all of them, reserved ones too
 * @param lifecyclePolicy its text, if there is one
 * @param repositoryPolicy its text, if there is one
 * @param unread why something of it is not here that may be there, in sentences
 */
public record FoundRepository(
        Repository repository,
        Map<String, String> tags,
        Optional<String> lifecyclePolicy,
        Optional<String> repositoryPolicy,
        List<String> unread) {

    /** Copies the collections. */
    public FoundRepository {
        tags = Map.copyOf(tags);
        unread = List.copyOf(unread);
    }
}
