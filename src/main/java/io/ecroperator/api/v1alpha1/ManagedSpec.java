package io.ecroperator.api.v1alpha1;

/** A spec of one thing in AWS: what every kind says of it that stands for exactly one. */
public interface ManagedSpec {

    /** The registry that it is in; null for the default. */
    RegistryRef registryRef();

    /** Whether anything is written for the object; null for the default. */
    ManagementPolicy managementPolicy();

    /** Whether the thing stays in AWS when the object is deleted. */
    boolean retained();
}
