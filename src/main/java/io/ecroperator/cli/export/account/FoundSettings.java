package io.ecroperator.cli.export.account;

import io.ecroperator.aws.RegistrySettingsApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that a registry has once, as {@link RegistrySettingsApi} tells them.
 *
 * @param accountSettings value by name
 */
public record FoundSettings(
        Optional<String> policy,
        String replication,
        String scanning,
        Optional<String> signing,
        SortedMap<String, String> accountSettings,
        List<String> pullTimeUpdateExclusions) {

    /** Copies the collections. */
    public FoundSettings {
        accountSettings = new TreeMap<>(accountSettings);
        pullTimeUpdateExclusions = List.copyOf(pullTimeUpdateExclusions);
    }

    /** Those of a registry that nobody has set anything in. */
    static FoundSettings none() {
        return new FoundSettings(Optional.empty(), "{}", "{}", Optional.empty(), new TreeMap<>(Map.of()), List.of());
    }
}
