package io.ecroperator.cli.export.account;

import java.util.Map;

/**
 * What became of a repository that was listed.
 *
 * @param <T> what is read of a repository
 */
sealed interface Reading<T> {

    /** It is exported. */
    record Read<T>(T repository) implements Reading<T> {}

    /** It lacks a tag that was asked for; {@code tags} are those that it has. */
    record Unselected<T>(Map<String, String> tags) implements Reading<T> {}

    /** AWS does not permit to read its tags, by which it would be selected. */
    record Undecided<T>(String repositoryName) implements Reading<T> {}

    /** It was deleted after it was listed. */
    record Gone<T>(String repositoryName) implements Reading<T> {}
}
