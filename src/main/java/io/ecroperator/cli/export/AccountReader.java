package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.AccountSetting;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cli.aws.Patience;
import io.ecroperator.cli.progress.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what an export is of, and nothing else: no call writes. A repository takes three calls, for its tags and its two
 * policies; one that is gone meanwhile is left out, and what AWS does not permit to read of it is too.
 */
final class AccountReader {

    /** Calls at once; how many come through, AWS decides. */
    private static final int AT_ONCE = 16;

    private final AwsConnection aws;
    private final Progress progress;

    AccountReader(AwsConnection aws, Progress progress) {
        this.aws = aws;
        this.progress = progress;
    }

    /**
     * Reads the kinds that are asked for.
     *
     * @throws AwsException if a call fails
     */
    FoundAccount read(RegistryId registry, Set<ExportedKind> kinds, Selection selection) {
        List<Repository> listed = kinds.contains(ExportedKind.REPOSITORY)
                ? pages(aws.repositoryDoors().repositories()::describeRepositories)
                : List.of();
        boolean isPublic = kinds.contains(ExportedKind.PUBLIC_REPOSITORY);
        PublicRepositoryApi publicDoor = aws.registryDoors().publicRepositories();
        List<PublicRepository> publicListed = isPublic ? pages(publicDoor::describeRepositories) : List.of();
        return new FoundAccount(
                registry,
                kinds.contains(ExportedKind.REGISTRY_CONFIGURATION) ? settings() : FoundSettings.none(),
                kinds.contains(ExportedKind.CREATION_TEMPLATE)
                        ? pages(aws.registryDoors().templates()::describeRepositoryCreationTemplates)
                        : List.of(),
                kinds.contains(ExportedKind.CACHE_RULE)
                        ? pages(aws.registryDoors().cacheRules()::describePullThroughCacheRules)
                        : List.of(),
                repositories(listed, selection),
                new PublicReader(publicDoor, progress).repositories(publicListed, selection),
                isPublic ? Patience.with(publicDoor::getRegistryCatalogData) : Optional.empty(),
                objectNames(listed, Repository::createdAt, Repository::repositoryName),
                objectNames(publicListed, PublicRepository::createdAt, PublicRepository::repositoryName));
    }

    private static <T> List<T> pages(Function<String, Page<T>> page) {
        List<T> items = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            Page<T> next = Patience.with(() -> page.apply(from));
            items.addAll(next.items());
            token = next.nextToken();
        } while (token != null);
        return items;
    }

    /** From the oldest on, and for all: neither a new thing nor a selection renames an object. */
    private static <T> Map<String, String> objectNames(
            List<T> listed, Function<T, Instant> createdAt, Function<T, String> name) {
        ObjectNames names = new ObjectNames();
        Map<String, String> byThing = new TreeMap<>();
        listed.stream()
                .sorted(Comparator.comparing(createdAt).thenComparing(name))
                .map(name)
                .forEach(each -> byThing.put(each, names.of(each)));
        return byThing;
    }

    private List<FoundRepository> repositories(List<Repository> listed, Selection selection) {
        List<Repository> named = listed.stream()
                .filter(repository -> selection.hasName(repository.repositoryName()))
                .sorted(Comparator.comparing(Repository::repositoryName))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Optional<FoundRepository>>> readings = named.stream()
                    .map(repository -> threads.submit(() -> repository(repository, selection)))
                    .toList();
            try {
                List<FoundRepository> found = new ArrayList<>();
                for (int done = 0; done < readings.size(); done++) {
                    result(readings.get(done)).ifPresent(found::add);
                    progress.of("repositories", done + 1, readings.size());
                }
                return found;
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

    private Optional<FoundRepository> repository(Repository repository, Selection selection) {
        RepositoryDoors doors = aws.repositoryDoors();
        String name = repository.repositoryName();
        List<String> unread = new ArrayList<>();
        try {
            Map<String, String> tags = selection.tags().isEmpty()
                    ? permitted("spec.tags", unread, () -> Optional.of(tags(repository)))
                            .orElse(Map.of())
                    : tags(repository);
            return selection.hasTags(tags)
                    ? Optional.of(new FoundRepository(
                            repository,
                            tags,
                            permitted("spec.lifecyclePolicy", unread, () -> doors.lifecyclePolicies()
                                    .getLifecyclePolicy(name)
                                    .map(LifecyclePolicyText::text)),
                            permitted("spec.repositoryPolicy", unread, () -> doors.repositoryPolicies()
                                    .getRepositoryPolicy(name)),
                            unread))
                    : Optional.empty();
        } catch (AwsException failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Map<String, String> tags(Repository repository) {
        return Patience.with(() -> aws.repositoryDoors().tags().listTagsForResource(repository.repositoryArn()));
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

    private FoundSettings settings() {
        RegistrySettingsApi settings = aws.registryDoors().settings();
        TreeMap<String, String> accountSettings = new TreeMap<>();
        for (AccountSetting.Name name : AccountSetting.Name.values()) {
            accountSettings.put(name.name(), Patience.with(() -> settings.getAccountSetting(name.name())));
        }
        return new FoundSettings(
                Patience.with(settings::getRegistryPolicy),
                Patience.with(settings::describeRegistry),
                Patience.with(settings::getRegistryScanningConfiguration),
                Patience.with(settings::getSigningConfiguration),
                accountSettings,
                Patience.with(settings::listPullTimeUpdateExclusions));
    }
}
