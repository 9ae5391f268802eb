package io.ecroperator.aws;

/** The doors to what a registry as a whole has. */
public record RegistryDoors(
        PullThroughCacheApi cacheRules, CreationTemplateApi templates, RegistrySettingsApi settings) {}
