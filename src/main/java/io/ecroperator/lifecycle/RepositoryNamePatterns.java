package io.ecroperator.lifecycle;

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
        return patterns != null && patterns.stream().anyMatch(pattern -> matches(pattern, repositoryName));
    }

    /** Goes back to the last {@code *} only, so that no pattern takes longer than its length times the name's. */
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int retry = 0;
        for (int i = 0; i < name.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(rest -> rest == '*');
    }
}
