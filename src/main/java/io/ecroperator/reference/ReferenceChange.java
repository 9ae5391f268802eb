package io.ecroperator.reference;

import io.ecroperator.api.v1alpha1.RegistryRef;

/** Which objects may mean another registry than before, or may use it in another way. */
@FunctionalInterface
public interface ReferenceChange {

    /**
     * Whether it concerns an object.
     *
     * @param namespace the object's; null if it is of the cluster
     * @param reference may be null
     */
    boolean concerns(String namespace, RegistryRef reference);
}
