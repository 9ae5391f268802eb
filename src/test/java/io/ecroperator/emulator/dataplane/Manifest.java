package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image manifest or an image index.
 *
 * @param digest sha256 of the text
 * @param mediaType what it is, OCI's or Docker's name
 * @param text JSON, exactly as pushed
 */
public record Manifest(String digest, String mediaType, String text) {
    private static final String DEFAULT_MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    static Manifest of(byte[] content, String contentType) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw DistributionError.manifestInvalid("The manifest is not UTF-8");
        }
        JsonNode json = Json.parse(text)
                .orElseThrow(() -> DistributionError.manifestInvalid("The manifest is not a JSON object"));
        String mediaType = contentType.isEmpty() ? json.path("mediaType").asText(DEFAULT_MEDIA_TYPE) : contentType;
        return new Manifest(Digest.of(content), mediaType, text);
    }

    /** {@return digests of the configuration and the layers that have to be in the repository; none for an index} */
    public List<String> layers() {
        List<String> digests = new ArrayList<>();
        JsonNode json = json();
        if (json.has("config")) {
            digests.add(json.path("config").path("digest").asText());
        }
        for (JsonNode layer : json.path("layers")) {
            // A layer with URLs is somewhere else: a foreign or nondistributable one.
            if (!layer.has("urls")) {
                digests.add(layer.path("digest").asText());
            }
        }
        return digests;
    }

    /** {@return digest of the manifest that this one is about: a signature's image, say} */
    public Optional<String> subject() {
        return text(json().path("subject").path("digest"));
    }

    /** {@return what an artifact is: its artifactType, or of an image the media type of its configuration} */
    public Optional<String> artifactType() {
        JsonNode json = json();
        return text(json.path("artifactType")).or(() -> text(json.path("config").path("mediaType")));
    }

    /** {@return its annotations, as they stand} */
    public JsonNode annotations() {
        return json().path("annotations");
    }

    /** {@return its length in bytes} */
    public int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private JsonNode json() {
        return Json.parse(text).orElseGet(Json::object);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(value -> !value.isEmpty());
    }

    /** {@return digests of the manifests that an index names; none for an image} */
    public List<String> manifests() {
        List<String> digests = new ArrayList<>();
        json().path("manifests")
                .forEach(entry -> digests.add(entry.path("digest").asText()));
        return digests;
    }
}
