package io.ecroperator.reference;

import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import java.util.Optional;

/**
 * Who wants to use a registry, and for what.
 *
 * @param reference the object's {@code registryRef}; empty if it has none
 * @param repositoryName the one repository that it is about; empty if it is about none or many
 * @param repositoryArn where that repository is according to the object's status; empty if nobody knows
 */
public record RegistryUse(
        RegistryKind kind,
        String namespace,
        Optional<RegistryRef> reference,
        Optional<String> repositoryName,
        Optional<String> repositoryArn) {

    /** About no repository in particular; {@code reference} may be null. */
    public static RegistryUse of(RegistryKind kind, String namespace, RegistryRef reference) {
        return new RegistryUse(kind, namespace, Optional.ofNullable(reference), Optional.empty(), Optional.empty());
    }

    /** The same for one repository; the ARN may be null. */
    public RegistryUse ofRepository(String name, String arn) {
        return new RegistryUse(kind, namespace, reference, Optional.of(name), Optional.ofNullable(arn));
    }
}
