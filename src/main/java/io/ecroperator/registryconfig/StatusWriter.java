package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** Writes a status in the middle of a pass, where what comes next relies on its being there. */
interface StatusWriter {

    /** Writes what {@code patch} has of the object's status. */
    void write(
            EcrRegistryConfiguration object, EcrRegistryConfiguration patch, Context<EcrRegistryConfiguration> context);
}
