package io.ecroperator.aws;

import java.util.Map;
import java.util.Set;

/**
 * The tags of private repositories. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a repository that does
 * not exist.
 */
public interface ResourceTagApi {

    /** All tags of the repository. */
    Map<String, String> listTagsForResource(String repositoryArn);

    /** Adds or overwrites the given tags, leaving all others. */
    void tagResource(String repositoryArn, Map<String, String> tags);

    /** Removes the given tag keys, leaving all others. */
    void untagResource(String repositoryArn, Set<String> tagKeys);
}
