package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The repositories of one registry. Safe for concurrent use; there is no lock wider than one repository. */
final class RegistryState {
    private static final PrefixTable.Kind CACHE_RULES =
            new PrefixTable.Kind("PullThroughCacheRule", "pull through cache rule", 50);
    /** How many AWS lets a registry have is not published. */
    private static final PrefixTable.Kind TEMPLATES =
            new PrefixTable.Kind("Template", "repository creation template", Integer.MAX_VALUE);

    private final RegistryKind kind;
    private final RegistryKey key;
    private final InstantSource clock;
    private final ConcurrentNavigableMap<String, Repository> repositories = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<String, Ghost> ghosts = new ConcurrentHashMap<>();

    private final PrefixTable<CacheRule> cacheRules;
    private final PrefixTable<CreationTemplate> templates;
    private final RegistrySettings settings = new RegistrySettings();
    private final Map<String, Backfill> backfills = new ConcurrentHashMap<>();

    /** A deleted repository that reads may still show. */
    private record Ghost(ObjectNode json, Instant until, AtomicInteger reads) {
        boolean appears(Instant now) {
            return reads.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || now.isBefore(until);
        }
    }

    RegistryState(RegistryKind kind, RegistryKey key, InstantSource clock) {
        this.kind = kind;
        this.key = key;
        this.clock = clock;
        this.cacheRules = new PrefixTable<>(CACHE_RULES, key);
        this.templates = new PrefixTable<>(TEMPLATES, key);
    }

    RegistryKind kind() {
        return kind;
    }

    RegistryKey key() {
        return key;
    }

    Instant now() {
        return clock.instant();
    }

    PrefixTable<CacheRule> cacheRules() {
        return cacheRules;
    }

    PrefixTable<CreationTemplate> templates() {
        return templates;
    }

    RegistrySettings settings() {
        return settings;
    }

    /** {@return whether the registry policy lets a caller of another account in, which only the scope V2 does} */
    boolean policyLets(AwsRequest request) {
        return policyInForce()
                .filter(policy -> policy.allows(request.caller(), request.operation(), resource(request)))
                .isPresent();
    }

    /** {@return whether the registry policy denies a caller the operation, which only the scope V2 does} */
    boolean policyForbids(AwsRequest request) {
        return policyInForce()
                .filter(policy -> policy.denies(request.caller(), request.operation(), resource(request)))
                .isPresent();
    }

    /** {@return whether the registry policy allows an action on a repository, one of those that both scopes know} */
    boolean policyAllows(Caller caller, String action, String repository) {
        return settings.with(RegistrySettings::policy)
                .filter(policy -> policy.allows(caller, action, key.repositoryArn(repository))
                        && !policy.denies(caller, action, key.repositoryArn(repository)))
                .isPresent();
    }

    /** {@return the backfills of replication by id} */
    Map<String, Backfill> backfills() {
        return backfills;
    }

    private Optional<RepositoryPolicy> policyInForce() {
        return settings.with(all -> all.policy()
                .filter(policy -> AccountSetting.REGISTRY_POLICY_SCOPE.in(all).equals("V2")));
    }

    private String resource(AwsRequest request) {
        String name = request.repositoryName();
        return key.repositoryArn(name.isEmpty() ? "*" : name);
    }

    /** Adds a repository, visible to lists after the lag; RepositoryAlreadyExistsException if the name is taken. */
    void add(Repository repository) {
        if (repositories.putIfAbsent(repository.name(), repository) != null) {
            throw AwsError.repositoryAlreadyExists(repository.name(), key.account());
        }
        ghosts.remove(repository.name());
    }

    /** {@return the repository, to be looked at under its monitor} */
    Optional<Repository> find(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    /** Runs under the repository's monitor; RepositoryNotFoundException if there is none of that name. */
    <T> T with(String name, Function<Repository, T> action) {
        Repository repository = repositories.get(name);
        if (repository == null) {
            throw AwsError.repositoryNotFound(name, key.account());
        }
        synchronized (repository) {
            if (repository.deleted()) {
                throw AwsError.repositoryNotFound(name, key.account());
            }
            repository.catchUp(now());
            return action.apply(repository);
        }
    }

    /** Deletes under the repository's monitor, so that a push that lands first is seen. */
    ObjectNode delete(String name, boolean evenWithImages, Lag lag) {
        return with(name, repository -> {
            if (!evenWithImages && !repository.images().isEmpty()) {
                throw AwsError.repositoryNotEmpty(name, key.account());
            }
            ObjectNode json = repository.toJson();
            repository.markDeleted();
            repositories.remove(name, repository);
            if (!lag.equals(Lag.NONE)) {
                ghosts.put(name, new Ghost(json, now().plus(lag.duration()), new AtomicInteger(lag.reads())));
            }
            return json;
        });
    }

    /** Notes that somebody pulls an image, unless the registry has that principal's pulls not count. */
    void notePull(Repository repository, Image image, Caller caller) {
        boolean excluded = settings.with(values -> values.pullTimeExclusions().containsKey(caller.identityArn()));
        if (!excluded) {
            repository.images().put(image.pulled(now()));
        }
    }

    /** {@return what DescribeRepositories says of one name, as far as the lag lets it know} */
    Optional<ObjectNode> describe(String name) {
        Repository repository = repositories.get(name);
        if (repository == null) {
            return Optional.ofNullable(ghosts.get(name))
                    .filter(ghost -> ghost.appears(now()))
                    .map(Ghost::json);
        }
        return repository.visibleToDescribe(now()) ? Optional.of(json(repository)) : Optional.empty();
    }

    /** {@return the names after a key in order, with those that deletion lag still shows} */
    Collection<String> namesAfter(String after) {
        if (ghosts.isEmpty()) {
            return repositories.tailMap(after, false).keySet();
        }
        List<String> names = new ArrayList<>(repositories.tailMap(after, false).keySet());
        ghosts.keySet().stream().filter(name -> name.compareTo(after) > 0).forEach(names::add);
        return names.stream().distinct().sorted().toList();
    }

    /** {@return the repositories that exist, by name, regardless of lag} */
    Collection<Repository> all() {
        return repositories.values();
    }

    private static ObjectNode json(Repository repository) {
        synchronized (repository) {
            return repository.toJson();
        }
    }
}
