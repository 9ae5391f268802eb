package io.ecroperator.cli.export.object;

import io.ecroperator.api.v1alpha1.RegistryRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Optional;

/**
 * What all objects of an export have in common.
 *
 * @param namespace empty to let whoever applies them say it
 * @param registry name of the EcrRegistry that they refer to; empty for none
 */
public record Frame(Optional<String> namespace, Optional<String> registry) {

    public ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace.orElse(null))
                .build();
    }

    /** Null for none, as specs have it. */
    public RegistryRef registryRef() {
        return registry.map(RegistryRef::new).orElse(null);
    }
}
