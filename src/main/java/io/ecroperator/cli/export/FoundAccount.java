package io.ecroperator.cli.export;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.ownership.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was read of a registry.
 *
 * @param repositories those that were selected
 * @param publicRepositories likewise
 * @param publicDisplayName how the public registry is called; empty if it was not asked for either
 * @param objectNames what each repository is called as an object, also of those that were not selected
 * @param publicObjectNames likewise
 */
record FoundAccount(
        RegistryId registry,
        FoundSettings settings,
        List<CreationTemplate> templates,
        List<PullThroughCacheRule> cacheRules,
        List<FoundRepository> repositories,
        List<FoundPublicRepository> publicRepositories,
        Optional<String> publicDisplayName,
        Map<String, String> objectNames,
        Map<String, String> publicObjectNames) {

    /** Copies the collections. */
    FoundAccount {
        templates = List.copyOf(templates);
        cacheRules = List.copyOf(cacheRules);
        repositories = List.copyOf(repositories);
        publicRepositories = List.copyOf(publicRepositories);
        objectNames = Map.copyOf(objectNames);
        publicObjectNames = Map.copyOf(publicObjectNames);
    }

    /** A sentence about repositories that belong to an object already; empty if none does. */
    Optional<String> ownedRepositories() {
        long owned = Stream.concat(
                        repositories.stream().map(FoundRepository::tags),
                        publicRepositories.stream().map(FoundPublicRepository::tags))
                .filter(tags -> tags.containsKey(Ownership.TAG_KEY))
                .count();
        return owned == 0
                ? Optional.empty()
                : Optional.of("Repositories that have an owner already, by the tag " + Ownership.TAG_KEY + ": " + owned
                        + ". An object of another name, namespace or cluster does not take them over.");
    }
}
