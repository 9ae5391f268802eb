package io.ecroperator.runtime;

import io.ecroperator.api.v1alpha1.Copyable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Copies an object from a cache for who works with it. What knows how to copy itself does; the rest is written as JSON and
 * read again, which costs as much as an answer of the API server.
 *
 * @param serialization what copies the rest
 */
public record ObjectCloner(KubernetesSerialization serialization) implements Cloner {

    @Override
    @SuppressWarnings("unchecked") // a copy has the class of its original
    public <R extends HasMetadata> R clone(R object) {
        return object instanceof Copyable copyable ? (R) copyable.copy() : serialization.clone(object);
    }
}
