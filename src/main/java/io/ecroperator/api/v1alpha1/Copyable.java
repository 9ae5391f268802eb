package io.ecroperator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object that can make a copy of itself cheaply, since most of what it holds never changes. */
public interface Copyable {

    /** An object of the same class with metadata of its own, and with the same spec and status. */
    HasMetadata copy();
}
