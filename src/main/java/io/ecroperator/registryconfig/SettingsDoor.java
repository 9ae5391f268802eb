package io.ecroperator.registryconfig;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.registryconfig.merge.Documents;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.SectionMerge;
import io.ecroperator.registryconfig.merge.SettingsDocument;
import io.ecroperator.registryconfig.merge.WantedEntries;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads and writes the sections; every method throws {@link AwsException}.
 *
 * @param writes whether what is written reaches ECR; if not, nothing is written at all
 */
record SettingsDoor(RegistrySettingsApi api, PublicRepositoryApi publicApi, boolean writes) {

    /** What ECR has now; of account settings, those of the names. */
    SettingsDocument read(Section section, Set<String> accountSettings) {
        return switch (section) {
            case POLICY -> Documents.of(section, api.getRegistryPolicy());
            case REPLICATION -> Documents.of(section, Optional.of(api.describeRegistry()));
            case SCANNING -> Documents.of(section, Optional.of(api.getRegistryScanningConfiguration()));
            case SIGNING -> Documents.of(section, api.getSigningConfiguration());
            case ACCOUNT_SETTINGS -> {
                Map<String, String> values = new TreeMap<>();
                accountSettings.forEach(name -> values.put(name, api.getAccountSetting(name)));
                yield Documents.ofValues(values);
            }
            case PUBLIC_REGISTRY_CATALOG_DATA ->
                Documents.ofValues(publicApi
                        .getRegistryCatalogData()
                        .map(name -> Map.of(WantedEntries.DISPLAY_NAME, name))
                        .orElse(Map.of()));
            case PULL_TIME_UPDATE_EXCLUSIONS -> Documents.ofExclusions(api.listPullTimeUpdateExclusions());
        };
    }

    /** Makes ECR have what the merge says; one call, but where each entry has its own. */
    void write(Section section, SectionMerge merge) {
        if (!writes) {
            return;
        }
        JsonNode after = merge.after().json();
        switch (section) {
            case POLICY -> {
                if (after.path("Statement").isEmpty()) {
                    api.deleteRegistryPolicy();
                } else {
                    api.putRegistryPolicy(after.toString());
                }
            }
            case REPLICATION -> api.putReplicationConfiguration(after.toString());
            case SCANNING -> api.putRegistryScanningConfiguration(after.toString());
            case SIGNING -> {
                if (after.path("rules").isEmpty() && after.size() <= 1) {
                    api.deleteSigningConfiguration();
                } else {
                    api.putSigningConfiguration(after.toString());
                }
            }
            case ACCOUNT_SETTINGS ->
                after.properties().stream()
                        .filter(setting ->
                                !setting.getValue().equals(merge.before().json().get(setting.getKey())))
                        .forEach(setting -> api.putAccountSetting(
                                setting.getKey(), setting.getValue().asText()));
            case PUBLIC_REGISTRY_CATALOG_DATA ->
                publicApi.putRegistryCatalogData(
                        after.path(WantedEntries.DISPLAY_NAME).asText());
            case PULL_TIME_UPDATE_EXCLUSIONS -> exclude(merge);
        }
    }

    private void exclude(SectionMerge merge) {
        Set<String> going = new LinkedHashSet<>(merge.before().keys());
        going.removeAll(merge.after().keys());
        going.forEach(arn -> unless(Kind.NOT_FOUND, () -> api.deregisterPullTimeUpdateExclusion(arn)));
        Set<String> coming = new LinkedHashSet<>(merge.after().keys());
        coming.removeAll(merge.before().keys());
        coming.forEach(arn -> unless(Kind.ALREADY_EXISTS, () -> api.registerPullTimeUpdateExclusion(arn)));
    }

    /** Somebody else has done it in the meantime. */
    private static void unless(Kind done, Runnable call) {
        try {
            call.run();
        } catch (AwsException e) {
            if (e.kind() != done) {
                throw e;
            }
        }
    }
}
