package io.ecroperator.planning;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Foretells what the operator would do for the objects of one kind. May read AWS, and never writes. Safe for use by many threads. */
public interface Forecasts<R extends HasMetadata> {

    /** The kind. */
    Class<R> type();

    /**
     * What would be done for an object.
     *
     * @return empty while another thread is listing the object's registry: ask again
     */
    Optional<Forecast> of(R object);
}
