package io.ecroperator.aws;

/** The doors to what a registry has beside repositories, and to the public repositories of its account. */
public record RegistryDoors(
        PullThroughCacheApi cacheRules,
        CreationTemplateApi templates,
        RegistrySettingsApi settings,
        ReplicationBackfillApi backfills,
        PublicRepositoryApi publicRepositories) {}
