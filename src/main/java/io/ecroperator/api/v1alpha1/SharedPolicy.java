package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;

/** An object whose policy many repositories share. */
@JsonDeserialize(
        using = JsonDeserializer.None.class) // else that of HasMetadata, which knows no class of ours, goes first
public interface SharedPolicy extends HasMetadata, Namespaced {

    /** The policy, and which repositories get it; null if there is none, or it cannot be read. */
    SharedPolicySpec getSpec();

    /** Where the policy stands; null before the first pass. */
    SharedPolicyStatus getStatus();

    /** {@code spec.registryRef}; null if there is none, or the spec cannot be read. */
    default RegistryRef registryRef() {
        return getSpec() == null ? null : getSpec().registryRef();
    }
}
