package io.ecroperator.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ecroperator.emulator.dataplane.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code flux push artifact} pushes, as an OCI layout that any client of registries can push.
 *
 * @see <a href="https://fluxcd.io/flux/cheatsheets/oci-artifacts/">OCI artifacts of Flux</a>
 */
final class FluxArtifact {

    private FluxArtifact() {}

    /**
     * Writes the layout.
     *
     * @param layout directory that is not there yet
     * @param archive a compressed tar file, the content of the artifact
     * @return digest of the artifact's manifest, by which a registry knows it
     */
    static String write(Path layout, Path archive) throws IOException {
        Files.createDirectories(layout.resolve("blobs/sha256"));
        String config = blob(layout, "application/vnd.cncf.flux.config.v1+json", "{}".getBytes(UTF_8));
        String content = blob(layout, "application/vnd.cncf.flux.content.v1.tar+gzip", Files.readAllBytes(archive));
        byte[] manifest = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": %s, "layers": [%s]}
                """.formatted(config, content).getBytes(UTF_8);
        String described = blob(layout, "application/vnd.oci.image.manifest.v1+json", manifest);
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), """
                {"schemaVersion": 2, "manifests": [%s]}
                """.formatted(described));
        return Digest.of(manifest);
    }

    /** Puts content into the layout; its descriptor. */
    private static String blob(Path layout, String mediaType, byte[] content) throws IOException {
        String digest = Digest.of(content);
        Files.write(layout.resolve("blobs").resolve(digest.replace(':', '/')), content);
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}".formatted(mediaType, digest, content.length);
    }
}
