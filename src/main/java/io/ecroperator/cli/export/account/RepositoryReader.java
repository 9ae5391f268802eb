package io.ecroperator.cli.export.account;

import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cli.aws.Patience;
import io.ecroperator.cli.export.account.Reading.Read;
import io.ecroperator.cli.export.account.Reading.Undecided;
import io.ecroperator.cli.export.account.Reading.Unselected;
import io.ecroperator.cli.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Reads private repositories: three calls for each, for its tags and its two policies. What AWS does not permit to read of one is
 * left out of it, with a sentence.
 */
final class RepositoryReader {

    /** Calls at once; how many come through, AWS decides. */
    private static final int AT_ONCE = 16;

    private final RepositoryDoors aws;
    private final Selection selection;
    private final Progress progress;

    RepositoryReader(RepositoryDoors aws, Selection selection, Progress progress) {
        this.aws = aws;
        this.selection = selection;
        this.progress = progress;
    }

    /**
     * Those whose names are selected, sorted by name.
     *
     * @throws AwsException if a call fails otherwise than by a denial
     */
    Readings<FoundRepository> repositories(List<Repository> listed) {
        List<Repository> named = listed.stream()
                .filter(repository -> selection.hasName(repository.repositoryName()))
                .sorted(Comparator.comparing(Repository::repositoryName))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Reading<FoundRepository>>> readings = named.stream()
                    .map(repository -> threads.submit(() -> readAsItIs(repository)))
                    .toList();
            try {
                List<Reading<FoundRepository>> found = new ArrayList<>();
                for (int done = 0; done < readings.size(); done++) {
                    found.add(result(readings.get(done)));
                    progress.of("repositories", done + 1, readings.size());
                }
                return Readings.of(found);
            } finally {
                threads.shutdownNow(); // after a failure, what is left is of no use
            }
        }
    }

    private static <T> T result(Future<T> reading) {
        try {
            return reading.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Reading<FoundRepository> readAsItIs(Repository listed) {
        String name = listed.repositoryName();
        return Reading.asItIs(listed, name, this::read, () -> aws.repositories().describeRepository(name));
    }

    private Reading<FoundRepository> read(Repository repository) {
        String name = repository.repositoryName();
        List<String> unread = new ArrayList<>();
        Optional<Map<String, String>> tags = permitted(
                "spec.tags", unread, () -> Optional.of(aws.tags().listTagsForResource(repository.repositoryArn())));
        if (!selection.tags().isEmpty()) {
            if (tags.isEmpty()) {
                return new Undecided<>(name);
            }
            if (!selection.hasTags(tags.get())) {
                return new Unselected<>(tags.get());
            }
        }
        return new Read<>(new FoundRepository(
                repository,
                tags.orElse(Map.of()),
                permitted("spec.lifecyclePolicy", unread, () -> aws.lifecyclePolicies()
                        .getLifecyclePolicy(name)
                        .map(LifecyclePolicyText::text)),
                permitted("spec.repositoryPolicy", unread, () -> aws.repositoryPolicies()
                        .getRepositoryPolicy(name)),
                unread));
    }

    /** Empty with a sentence about it where AWS does not permit to look: an object without the field leaves what ECR has. */
    private static <T> Optional<T> permitted(String field, List<String> unread, Supplier<Optional<T>> call) {
        try {
            return Patience.with(call);
        } catch (AwsException failure) {
            if (failure.kind() != Kind.DENIED) {
                throw failure;
            }
            unread.add(field + " is left out, and ECR keeps what it has: "
                    + failure.failure().operation() + " is not permitted.");
            return Optional.empty();
        }
    }
}
