package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.managed.ManagedParts;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;

/** The kind's reconciler, for tests of several kinds. */
public final class ConfigurationReconcilers {

    private ConfigurationReconcilers() {}

    /** One with these parts. */
    public static Reconciler<EcrRegistryConfiguration> of(ManagedParts parts) {
        return new EcrRegistryConfigurationReconciler(parts, true);
    }
}
