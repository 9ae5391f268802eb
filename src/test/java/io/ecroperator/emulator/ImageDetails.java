package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** What DescribeImages of both services says of an image. */
final class ImageDetails {
    private ImageDetails() {}

    static ObjectNode of(Repository repository, Image image) {
        ObjectNode detail = Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put("imageDigest", image.digest());
        if (!image.tags().isEmpty()) {
            image.tags().forEach(detail.putArray("imageTags")::add);
        }
        return detail.setAll(content(image));
    }

    /** {@return what is so of the image whatever it is called} */
    static ObjectNode content(Image image) {
        JsonNode manifest = Json.parse(image.manifest()).orElseGet(Json::object);
        ObjectNode json = Json.object()
                .put("imageSizeInBytes", size(image, manifest))
                .put("imagePushedAt", Json.timestamp(image.pushedAt()))
                .put("imageManifestMediaType", image.mediaType());
        JsonNode artifact = manifest.path("config").path("mediaType");
        if (artifact.isTextual()) {
            json.set("artifactMediaType", artifact);
        }
        return json;
    }

    /** The manifest itself and the layers it declares, in bytes. */
    private static long size(Image image, JsonNode manifest) {
        long size = image.manifest().getBytes(StandardCharsets.UTF_8).length;
        size += manifest.path("config").path("size").asLong();
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }
}
