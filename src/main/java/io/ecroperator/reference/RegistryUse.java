package io.ecroperator.reference;

import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import java.util.Optional;

/**
 * Who wants to use a registry, and for what.
 *
 * @param reference the object's {@code registryRef}; empty if it has none
 * @param repositoryName the one repository, or with a {@code *} the repositories, that it is about; empty if it is about none or
 *     any
 * @param recorded where the object's thing is according to its status; empty if nobody knows
 */
public record RegistryUse(
        RegistryKind kind,
        String namespace,
        Optional<RegistryRef> reference,
        Optional<String> repositoryName,
        Optional<RecordedPlace> recorded) {

    /** About no repository in particular; {@code reference} may be null. */
    public static RegistryUse of(RegistryKind kind, String namespace, RegistryRef reference) {
        return new RegistryUse(kind, namespace, Optional.ofNullable(reference), Optional.empty(), Optional.empty());
    }

    /** The same for one repository, or for those that a pattern matches. */
    public RegistryUse ofRepository(String name, Optional<RecordedPlace> place) {
        return new RegistryUse(kind, namespace, reference, Optional.of(name), place);
    }
}
