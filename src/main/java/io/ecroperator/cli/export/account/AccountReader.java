package io.ecroperator.cli.export.account;

import io.ecroperator.api.v1alpha1.AccountSetting;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.cli.aws.Patience;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.export.object.ObjectNames;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.progress.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads once what an export is of, and nothing else: no call writes. */
public final class AccountReader {

    private final AwsConnection aws;
    private final Set<ExportedKind> kinds;
    private final Selection selection;
    private final Progress progress;
    private final DeniedKinds denied;

    public AccountReader(AwsConnection aws, Set<ExportedKind> kinds, Selection selection, Progress progress) {
        this.aws = aws;
        this.kinds = kinds;
        this.selection = selection;
        this.progress = progress;
        this.denied = new DeniedKinds(kinds);
    }

    /**
     * Reads the kinds that are asked for.
     *
     * @throws AwsException if a call fails
     * @throws CommandException if AWS denies to read a kind as a whole; it names all that is denied
     */
    public FoundAccount read(RegistryId registry) {
        PublicRepositoryApi publicDoor = aws.registryDoors().publicRepositories();
        FoundSettings settings = settings();
        List<CreationTemplate> templates = pages(
                ExportedKind.CREATION_TEMPLATE,
                aws.registryDoors().templates()::describeRepositoryCreationTemplates,
                CreationTemplate::prefix);
        List<PullThroughCacheRule> cacheRules = pages(
                ExportedKind.CACHE_RULE,
                aws.registryDoors().cacheRules()::describePullThroughCacheRules,
                PullThroughCacheRule::ecrRepositoryPrefix);
        List<Repository> listed = pages(
                ExportedKind.REPOSITORY,
                aws.repositoryDoors().repositories()::describeRepositories,
                Repository::repositoryName);
        List<PublicRepository> publicListed = pages(
                ExportedKind.PUBLIC_REPOSITORY, publicDoor::describeRepositories, PublicRepository::repositoryName);
        Optional<String> displayName =
                permitted(ExportedKind.PUBLIC_REPOSITORY, Optional.empty(), publicDoor::getRegistryCatalogData);
        Readings<FoundPublicRepository> publicRepositories =
                denied.unlessDenied(ExportedKind.PUBLIC_REPOSITORY, Readings.of(List.of()), () -> new PublicReader(
                                publicDoor, selection, progress)
                        .repositories(publicListed));
        denied.tell(); // before the repositories are read, which may take long
        return new FoundAccount(
                registry,
                settings,
                templates,
                cacheRules,
                new RepositoryReader(aws.repositoryDoors(), selection, progress).repositories(listed),
                publicRepositories,
                displayName,
                objectNames(listed, Repository::createdAt, Repository::repositoryName),
                objectNames(publicListed, PublicRepository::createdAt, PublicRepository::repositoryName));
    }

    private <T> T permitted(ExportedKind kind, T instead, Supplier<T> call) {
        return kinds.contains(kind) ? denied.unlessDenied(kind, instead, () -> Patience.with(call)) : instead;
    }

    /** All items, each once: one that is there twice has moved from page to page while others came and went. */
    private <T> List<T> pages(ExportedKind kind, Function<String, Page<T>> page, Function<T, String> name) {
        Map<String, T> items = new LinkedHashMap<>();
        String token = null;
        do {
            String from = token;
            Page<T> next = permitted(kind, new Page<>(List.of(), null), () -> page.apply(from));
            next.items().forEach(item -> items.put(name.apply(item), item));
            token = next.nextToken();
        } while (token != null);
        return List.copyOf(items.values());
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

    private FoundSettings settings() {
        RegistrySettingsApi settings = aws.registryDoors().settings();
        FoundSettings none = FoundSettings.none();
        TreeMap<String, String> accountSettings = new TreeMap<>();
        for (AccountSetting.Name name : AccountSetting.Name.values()) {
            setting(Optional.<String>empty(), () -> Optional.of(settings.getAccountSetting(name.name())))
                    .ifPresent(value -> accountSettings.put(name.name(), value));
        }
        return new FoundSettings(
                setting(none.policy(), settings::getRegistryPolicy),
                setting(none.replication(), settings::describeRegistry),
                setting(none.scanning(), settings::getRegistryScanningConfiguration),
                setting(none.signing(), settings::getSigningConfiguration),
                accountSettings,
                setting(none.pullTimeUpdateExclusions(), settings::listPullTimeUpdateExclusions));
    }

    private <T> T setting(T none, Supplier<T> call) {
        return permitted(ExportedKind.REGISTRY_CONFIGURATION, none, call);
    }
}
