package io.ecroperator.emulator;

import io.ecroperator.emulator.dataplane.Layer;
import io.ecroperator.emulator.dataplane.Manifest;
import io.ecroperator.emulator.dataplane.MemoryBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image on its way from one repository to another, so that none has to wait for the other's monitor.
 *
 * @param images the image as the last, after those that its index names
 * @param layers what was pushed of their layers
 * @param tag the tag that goes with it
 */
record ImageCopy(List<Image> images, List<Layer> layers, Optional<String> tag) {

    /** {@return what a repository has under a tag or digest, under its monitor; empty if there is no such image to pull} */
    static Optional<ImageCopy> of(Repository repository, String reference) {
        boolean digest = reference.startsWith("sha256:");
        return (digest
                        ? repository.images().byDigest(reference)
                        : repository.images().byTag(reference))
                .filter(image -> image.status().equals(Image.ACTIVE))
                .map(image -> of(repository, image, digest ? Optional.empty() : Optional.of(reference)));
    }

    /** {@return an image with one of its tags or none, under the repository's monitor} */
    static ImageCopy of(Repository repository, Image image, Optional<String> tag) {
        Map<String, Image> images = new LinkedHashMap<>();
        List<Layer> layers = new ArrayList<>();
        add(repository, image, images, layers);
        return new ImageCopy(List.copyOf(images.values()), layers, tag);
    }

    private static void add(Repository repository, Image image, Map<String, Image> images, List<Layer> layers) {
        Manifest manifest = new Manifest(image.digest(), image.mediaType(), image.manifest());
        manifest.manifests().stream()
                .flatMap(digest -> repository.images().byDigest(digest).stream())
                .forEach(child -> add(repository, child, images, layers));
        manifest.layers().stream()
                .flatMap(digest -> repository.layers().find(digest).stream())
                .forEach(layers::add);
        images.put(image.digest(), image);
    }

    /** Adds all to a repository under its monitor; AwsError if the tag is immutable there and another image has it. */
    void addTo(Repository repository, Instant now, MemoryBudget memory) {
        for (Layer layer : layers) {
            if (repository.layers().find(layer.digest()).isEmpty() && memory.tryTake(layer.size())) {
                repository.layers().put(layer, memory);
            }
        }
        for (Image image : images) {
            boolean last = image.equals(images.getLast());
            Image copy = new Image(image.digest(), image.manifest(), image.mediaType(), Set.of(), now, Image.ACTIVE);
            push(repository, copy, last ? tag : Optional.empty());
        }
    }

    /** What is there already is as good as pushed. */
    private static void push(Repository repository, Image image, Optional<String> tag) {
        try {
            ImageOperations.push(repository, image, tag);
        } catch (AwsError error) {
            if (!error.code().equals("ImageAlreadyExistsException")) {
                throw error;
            }
        }
    }
}
