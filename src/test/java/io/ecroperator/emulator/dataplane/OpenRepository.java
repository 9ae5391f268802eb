package io.ecroperator.emulator.dataplane;

import java.util.List;
import java.util.Optional;

/** A repository that somebody may use. Each method is DistributionError NAME_UNKNOWN once it is deleted. */
public interface OpenRepository {
    /** {@return what tells it from any other: its ARN} */
    String id();

    /**
     * Looks for an image that can be pulled.
     *
     * @param reference tag or digest
     * @return its manifest, empty if there is none
     */
    Optional<Manifest> manifest(String reference);

    /**
     * Adds an image, as PutImage does; the same image and tag once more is no error. DistributionError if the tag is
     * immutable, or content that the manifest names is not there.
     *
     * @param manifest manifest
     * @param tag tag, empty for none
     */
    void put(Manifest manifest, Optional<String> tag);

    /**
     * Looks for a layer.
     *
     * @param digest its digest
     * @return the layer, empty if there is none
     */
    Optional<Layer> layer(String digest);

    /**
     * Adds a layer.
     *
     * @param layer the layer
     * @param budget where its bytes were taken from
     */
    void put(Layer layer, MemoryBudget budget);

    /** {@return all tags, sorted} */
    List<String> tags();
}
