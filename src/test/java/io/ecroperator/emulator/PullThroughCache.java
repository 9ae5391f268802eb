package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a pull finds when a rule covers the repository: an image that is not there comes from the upstream, and the repository with
 * it; a tag that is there is compared with the upstream's once in 24 hours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html">Pull through cache considerations</a>
 */
final class PullThroughCache {
    private static final Duration FRESH = Duration.ofHours(24);

    private final EmulatorState state;
    private final RegistryAccess rights;
    private final CacheRuleAccess upstreamAccess;
    private final RepositoryCreation creation;
    private final Map<String, Instant> compared = new ConcurrentHashMap<>();

    PullThroughCache(EmulatorState state, RegistryAccess rights) {
        this.state = state;
        this.rights = rights;
        this.upstreamAccess = new CacheRuleAccess(state);
        this.creation = new RepositoryCreation(state);
    }

    /** {@return whether a rule covers a repository} */
    static boolean covers(RegistryState registry, String repository) {
        return !registry.cacheRules().covering(repository).isEmpty();
    }

    /** Brings an image that the upstream has; AwsError if the caller may not have it brought. */
    void bring(RegistryState registry, Caller caller, String repository, String reference) {
        Optional<CacheRule> rule =
                registry.cacheRules().covering(repository).stream().findFirst();
        String key = registry.key().repositoryArn(repository) + "@" + reference;
        if (rule.isEmpty() || isFresh(registry, repository, reference, compared.get(key))) {
            return;
        }
        Optional<ImageCopy> image =
                upstreamAccess.failure(rule.get(), registry.key()).isPresent()
                        ? Optional.empty()
                        : state.upstreams().image(rule.get(), rule.get().upstreamRepository(repository), reference);
        image.ifPresent(found -> {
            keep(registry, caller, repository, found);
            compared.put(key, registry.now());
        });
    }

    private static boolean isFresh(RegistryState registry, String name, String reference, Instant compared) {
        boolean digest = reference.startsWith("sha256:");
        boolean there = registry.find(name)
                .filter(repository -> {
                    synchronized (repository) {
                        return digest
                                ? repository.images().byDigest(reference).isPresent()
                                : repository.images().byTag(reference).isPresent();
                    }
                })
                .isPresent();
        return there && (digest || compared == null || registry.now().isBefore(compared.plus(FRESH)));
    }

    private void keep(RegistryState registry, Caller caller, String repository, ImageCopy image) {
        rights.require(registry, caller, repository, "BatchImportUpstreamImage");
        if (registry.find(repository).isEmpty()) {
            rights.require(registry, caller, repository, "CreateRepository");
            if (!creation.create(registry, repository, RepositoryCreation.Cause.PULL_THROUGH_CACHE)) {
                return;
            }
        }
        try {
            registry.with(repository, target -> {
                image.addTo(target, registry.now(), state.memory());
                return target;
            });
        } catch (AwsError immutable) {
            // A tag that may not move stays what it was: such a cache does not follow its upstream.
        }
    }
}
