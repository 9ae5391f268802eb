package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
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
     * Deletes a tag, and the image with its last one; or an image with all its tags. DistributionError if an index names it.
     *
     * @param reference tag or digest
     * @return whether it was there
     */
    boolean delete(String reference);

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

    /**
     * Lists what is about a manifest.
     *
     * @param digest of the manifest, there or not
     * @return descriptors
     */
    List<JsonNode> referrers(String digest);

    /** {@return all tags, sorted} */
    List<String> tags();
}
