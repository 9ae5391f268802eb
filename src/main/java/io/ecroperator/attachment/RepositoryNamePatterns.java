package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.NamePattern;
import java.util.List;

/**
 * Patterns of repository names as the filters of ECR's scanning rules have them: {@code *} stands for any characters or
 * none, slashes too, everything else for itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html">Filters to choose which
 *     repositories are scanned in Amazon ECR</a>
 */
final class RepositoryNamePatterns {

    private RepositoryNamePatterns() {}

    /** Whether one of the patterns, which may be null for none, matches the whole name. */
    static boolean match(List<String> patterns, String repositoryName) {
        return patterns != null
                && patterns.stream().anyMatch(pattern -> new NamePattern(pattern).matches(repositoryName));
    }
}
