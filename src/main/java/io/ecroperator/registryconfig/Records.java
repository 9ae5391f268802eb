package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.api.v1alpha1.OwnedEntries;
import io.ecroperator.registryconfig.merge.Section;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a status lists as its object's own, by section. */
final class Records {

    private Records() {}

    /** The keys of a section; the status may be null. */
    static Set<String> of(EcrRegistryConfigurationStatus status, Section section) {
        OwnedEntries owned = status == null ? null : status.ownedEntries();
        if (owned == null) {
            return Set.of();
        }
        List<String> keys =
                switch (section) {
                    case POLICY -> owned.policy();
                    case REPLICATION -> owned.replication();
                    case SCANNING -> owned.scanning();
                    case SIGNING -> owned.signing();
                    case PULL_TIME_UPDATE_EXCLUSIONS -> owned.pullTimeUpdateExclusions();
                    case ACCOUNT_SETTINGS, PUBLIC_REGISTRY_CATALOG_DATA -> null;
                };
        return keys == null ? Set.of() : new TreeSet<>(keys);
    }

    /** The list for a status in which those sections are so, and the others as they were; null for none. */
    static OwnedEntries with(EcrRegistryConfigurationStatus before, Map<Section, Set<String>> sections) {
        OwnedEntries owned = new OwnedEntries(
                keys(before, sections, Section.POLICY),
                keys(before, sections, Section.REPLICATION),
                keys(before, sections, Section.SCANNING),
                keys(before, sections, Section.SIGNING),
                keys(before, sections, Section.PULL_TIME_UPDATE_EXCLUSIONS));
        return owned.equals(new OwnedEntries(null, null, null, null, null)) ? null : owned;
    }

    private static List<String> keys(
            EcrRegistryConfigurationStatus before, Map<Section, Set<String>> sections, Section section) {
        Set<String> keys = sections.getOrDefault(section, of(before, section));
        return keys.isEmpty() ? null : keys.stream().sorted().toList();
    }
}
