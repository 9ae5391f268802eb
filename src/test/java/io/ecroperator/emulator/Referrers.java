package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.dataplane.Manifest;
import java.util.List;

/** The images of a repository that are about another one: signatures, SBOMs, attestations. */
final class Referrers {
    private Referrers() {}

    /** {@return those about a digest, whether an image of that digest is there or not, in order of their digests} */
    static List<Image> of(ImageStore images, String subject) {
        return images.all().stream()
                .filter(image ->
                        image.content().subject().filter(subject::equals).isPresent())
                .toList();
    }

    /** {@return the descriptor of one} */
    static ObjectNode descriptor(Image image) {
        Manifest manifest = image.content();
        ObjectNode json = Json.object()
                .put("mediaType", image.mediaType())
                .put("digest", image.digest())
                .put("size", manifest.size());
        manifest.artifactType().ifPresent(type -> json.put("artifactType", type));
        if (manifest.annotations().isObject()) {
            json.set("annotations", manifest.annotations());
        }
        return json;
    }
}
