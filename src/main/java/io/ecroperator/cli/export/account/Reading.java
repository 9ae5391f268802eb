package io.ecroperator.cli.export.account;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cli.aws.Patience;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /**
     * Reads a repository that was listed. One that is not found is looked for afresh: it is gone only if ECR says so, and may have
     * been created again meanwhile.
     *
     * @param describe looks for it by name
     */
    static <L, T> Reading<T> asItIs(
            L listed, String repositoryName, Function<L, Reading<T>> read, Supplier<Optional<L>> describe) {
        try {
            return read.apply(listed);
        } catch (AwsException failure) {
            if (failure.kind() != Kind.NOT_FOUND) {
                throw failure;
            }
            return Patience.with(describe).map(read).orElseGet(() -> new Gone<>(repositoryName));
        }
    }
}
