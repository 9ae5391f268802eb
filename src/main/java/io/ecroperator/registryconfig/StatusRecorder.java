package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.registryconfig.merge.Section;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Writes into a status what is about to come.
 *
 * @param patch writes a status and returns the object with it
 */
record StatusRecorder(
        RegistryId registry,
        BiFunction<EcrRegistryConfiguration, EcrRegistryConfigurationStatus, EcrRegistryConfiguration> patch)
        implements RegistrySettlement.Recorder {

    @Override
    public Fragment record(Fragment fragment, Section section, Set<String> keys) {
        EcrRegistryConfiguration object = patch.apply(
                fragment.object(),
                ConfigurationStatusFactory.recording(fragment.object().getStatus(), registry, section, keys));
        return new Fragment(object, fragment.stance(), fragment.registry(), fragment.mode());
    }

    @Override
    public void record(Fragment fragment, List<BackfillStatus> backfills) {
        EcrRegistryConfiguration unused = patch.apply(
                fragment.object(),
                ConfigurationStatusFactory.recording(fragment.object().getStatus(), registry, backfills));
    }
}
