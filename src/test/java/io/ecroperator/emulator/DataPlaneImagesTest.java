package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

class DataPlaneImagesTest {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String UPLOADS = "/v2/api/blobs/uploads/";
    /** sha256 of {@code layer}, computed by sha256sum. */
    private static final String LAYER = "sha256:dac1d7cfa95021764849fd102524e141488c5e3a90f861dbb5a12d9ac8584f85";

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
    private final Clients clients = Clients.of(emulator);
    private RegistryClient client;

    @BeforeEach
    void start() {
        emulator.registry().createRepository("api");
        client = RegistryClient.of(emulator, ACCOUNT + ".dkr.ecr.us-east-1.amazonaws.com")
                .login(emulator, ACCOUNT, REGION);
    }

    @AfterEach
    void stop() {
        client.close();
        clients.close();
        emulator.close();
    }

    @Test
    void shouldTakeALayerInChunks() {
        // Given
        HttpResponse<String> started = client.send("POST", UPLOADS + "?mount=" + LAYER + "&from=other", "");
        String upload = started.headers().firstValue("Location").orElseThrow();

        // When
        HttpResponse<String> first = client.send("PATCH", upload, "la", "Content-Range", "0-1");
        HttpResponse<String> gap = client.send("PATCH", upload, "er", "Content-Range", "3-4");
        HttpResponse<String> progress = client.get(upload);
        HttpResponse<String> second = client.send("PATCH", upload, "ye");
        HttpResponse<String> completed = client.send("PUT", upload + "?digest=" + LAYER.replace(":", "%3A"), "r");

        // Then
        assertThat(List.of(started, first, gap, progress, second, completed))
                .extracting(HttpResponse::statusCode)
                .containsExactly(202, 202, 416, 204, 202, 201);
        assertThat(progress.headers().firstValue("Range")).contains("0-1");
        HttpResponse<String> pulled = client.get("/v2/api/blobs/" + LAYER);
        assertThat(pulled.body()).isEqualTo("layer");
        assertThat(client.send("HEAD", "/v2/api/blobs/" + LAYER, "").headers().firstValue("Content-Length"))
                .contains("5");
        assertThat(client.get(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldKeepALayerOnceAndInItsRepositoryOnly() {
        // Given
        emulator.registry().createRepository("other");

        // When
        HttpResponse<String> first = client.pushLayer("api", "layer");
        HttpResponse<String> again = client.pushLayer("api", "layer");

        // Then
        assertThat(List.of(first, again)).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(emulator.dataPlane().layerBytes()).isEqualTo(5);
        HttpResponse<String> elsewhere = client.get("/v2/other/blobs/" + LAYER);
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(RegistryClient.error(elsewhere)).startsWith("BLOB_UNKNOWN: ");
        emulator.registry().deleteRepository("api");
        assertThat(emulator.dataPlane().layerBytes()).isZero();
    }

    @Test
    void shouldForgetAnUploadWhenItIsCancelledOrNotWhatItWasSaidToBe() {
        // Given
        String upload = client.send("POST", UPLOADS, "")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        client.send("PATCH", upload, "abc");
        emulator.registry().createRepository("other");

        // When
        HttpResponse<String> stranger = client.send("PATCH", upload.replace("/api/", "/other/"), "d");
        HttpResponse<String> cancelled = client.send("DELETE", upload, "");
        HttpResponse<String> wrong = client.send("POST", UPLOADS + "?digest=" + LAYER, "another");

        // Then
        assertThat(RegistryClient.error(stranger)).startsWith("BLOB_UPLOAD_UNKNOWN: ");
        assertThat(cancelled.statusCode()).isEqualTo(204);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(RegistryClient.error(wrong)).startsWith("DIGEST_INVALID: ");
        assertThat(emulator.dataPlane().layerBytes()).isZero();
    }

    @Test
    void shouldShowWhatWasPushedToTheApi() {
        // Given
        client.pushLayer("api", "layer");
        client.pushLayer("api", "{}");
        String manifest = manifest("layer");

        // When
        HttpResponse<String> push = client.pushManifest("api", "v1", manifest);

        // Then
        assertThat(push.statusCode()).isEqualTo(201);
        assertThat(push.headers().firstValue("Docker-Content-Digest")).contains(Image.digestOf(manifest));
        assertThat(clients.ecr()
                        .batchGetImage(r -> r.repositoryName("api")
                                .imageIds(
                                        ImageIdentifier.builder().imageTag("v1").build()))
                        .images())
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.imageManifest()).isEqualTo(manifest);
                    assertThat(image.imageManifestMediaType()).isEqualTo(OCI);
                });
        assertThat(client.pushManifest("api", "v1", manifest).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldServeWhatWasPutByTheApi() {
        // Given
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "\",\"layers\":[]}";
        clients.ecr()
                .putImage(r -> r.repositoryName("api").imageManifest(manifest).imageTag("v1"));

        // When
        HttpResponse<String> byTag = client.get("/v2/api/manifests/v1");
        HttpResponse<String> byDigest = client.get("/v2/api/manifests/" + Image.digestOf(manifest));
        HttpResponse<String> unknown = client.get("/v2/api/manifests/v2");

        // Then
        assertThat(byTag.body()).isEqualTo(manifest).isEqualTo(byDigest.body());
        assertThat(byTag.headers().firstValue("Content-Type")).contains(OCI);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(RegistryClient.error(unknown)).isEqualTo("MANIFEST_UNKNOWN: Requested image not found");
        emulator.registry().archiveImage("api", Image.digestOf(manifest));
        assertThat(client.get("/v2/api/manifests/v1").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAManifestWhenItsContentIsNotThere() {
        // Given
        client.pushLayer("api", "{}");
        String manifest = manifest("layer");
        String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"digest\":\"%s\"}]}"
                .formatted(INDEX, Image.digestOf(manifest));

        // When
        HttpResponse<String> withoutLayer = client.pushManifest("api", "v1", manifest);
        HttpResponse<String> withoutImage = client.pushManifest("api", "multi", index);
        client.pushLayer("api", "layer");
        HttpResponse<String> image = client.pushManifest("api", Image.digestOf(manifest), manifest);
        HttpResponse<String> list = client.pushManifest("api", "multi", index);

        // Then
        assertThat(RegistryClient.error(withoutLayer))
                .isEqualTo("BLOB_UPLOAD_UNKNOWN: Layers with digests '[" + LAYER + "]' required for pushing image into"
                        + " repository with name 'api' in the registry with id '123456789012' do not exist");
        assertThat(RegistryClient.error(withoutImage)).contains("Images with digests '[" + Image.digestOf(manifest));
        assertThat(List.of(image, list)).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(emulator.registry().imageTags("api")).containsExactly("multi");
    }

    @Test
    void shouldListWhatIsAboutAnImage() {
        // Given
        String image = "{}";
        String signature = "{\"artifactType\":\"application/signature\",\"subject\":{\"digest\":\"%s\"}}"
                .formatted(Image.digestOf(image));
        client.pushManifest("api", "v1", image);

        // When
        HttpResponse<String> pushed = client.pushManifest("api", Image.digestOf(signature), signature);
        HttpResponse<String> all = client.get("/v2/api/referrers/" + Image.digestOf(image));
        HttpResponse<String> others =
                client.get("/v2/api/referrers/" + Image.digestOf(image) + "?artifactType=application/sbom");

        // Then
        assertThat(pushed.headers().firstValue("OCI-Subject")).contains(Image.digestOf(image));
        assertThat(all.headers().firstValue("Content-Type")).contains("application/vnd.oci.image.index.v1+json");
        assertThat(Json.parse(all.body())
                        .orElseThrow()
                        .at("/manifests/0/digest")
                        .asText())
                .isEqualTo(Image.digestOf(signature));
        assertThat(Json.parse(others.body()).orElseThrow().path("manifests")).isEmpty();
        assertThat(others.headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
    }

    @Test
    void shouldDeleteATagOrAnImageButNotWhatAnIndexNames() {
        // Given
        String image = "{}";
        String index = "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\"%s\"}]}"
                .formatted(Image.digestOf(image));
        client.pushManifest("api", "v1", image);
        client.pushManifest("api", "v2", image);
        client.pushManifest("api", "multi", index);

        // When / Then
        assertThat(delete("v2")).isEqualTo(202);
        assertThat(delete("v1")).isEqualTo(400);
        assertThat(delete("multi")).isEqualTo(202);
        assertThat(delete(Image.digestOf(image))).isEqualTo(202);
        assertThat(delete(Image.digestOf(image))).isEqualTo(404);
        assertThat(emulator.registry().repository("api").orElseThrow().imageCount())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-2,206,bytes 0-2/9,lay",
        "bytes=5-,206,bytes 5-8/9,-one",
        "bytes=-3,206,bytes 6-8/9,one",
        "bytes=7-99,206,bytes 7-8/9,ne",
        "bytes=9-10,416,,",
        "bytes=3-2,416,,",
        "lines=1-2,200,,layer-one"
    })
    void shouldGiveAPartOfALayer(String range, int status, String contentRange, String content) {
        // Given
        client.pushLayer("api", "layer-one");

        // When
        HttpResponse<String> answer =
                client.send("GET", "/v2/api/blobs/" + Image.digestOf("layer-one"), "", "Range", range);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Range")).isEqualTo(Optional.ofNullable(contentRange));
        if (content != null) {
            assertThat(answer.body()).isEqualTo(content);
        }
    }

    private int delete(String reference) {
        return client.send("DELETE", "/v2/api/manifests/" + reference, "").statusCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT | /v2/api/manifests/v1 | not JSON | 400 | MANIFEST_INVALID
            PUT | /v2/api/manifests/sha256:00 | {} | 400 | DIGEST_INVALID
            PUT | /v2/none/manifests/v1 | {} | 404 | NAME_UNKNOWN
            POST | /v2/none/blobs/uploads/ | x | 404 | NAME_UNKNOWN
            PATCH | /v2/api/blobs/uploads/none | x | 404 | BLOB_UPLOAD_UNKNOWN
            PUT | /v2/api/manifests/-v1 | {} | 400 | TAG_INVALID
            PUT | /v2/api/manifests/sha512:00 | {} | 400 | DIGEST_INVALID
            GET | /v2/api/referrers/sha512:00 | x | 400 | DIGEST_INVALID
            DELETE | /v2/api/manifests/v1 | x | 404 | MANIFEST_UNKNOWN
            DELETE | /v2/api/blobs/sha256:00 | x | 405 | UNSUPPORTED
            GET | /v2/api/anything | x | 405 | UNSUPPORTED
            """)
    void shouldRefuseInTheFormOfTheSpecification(String method, String path, String body, int status, String code) {
        // When
        HttpResponse<String> answer = client.send(method, path, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(RegistryClient.error(answer)).startsWith(code + ": ");
    }

    @Test
    void shouldListTagsPageByPage() {
        // Given
        IntStream.range(0, 5).forEach(i -> emulator.registry().putImage("api", "v" + i));

        // When
        HttpResponse<String> first = client.get("/v2/api/tags/list?n=3");
        String next = first.headers().firstValue("Link").orElseThrow().replaceFirst("<(.*)>; rel=\"next\"", "$1");
        HttpResponse<String> second = client.get(next);

        // Then
        assertThat(tags(first)).containsExactly("v0", "v1", "v2");
        assertThat(tags(second)).containsExactly("v3", "v4");
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(tags(client.get("/v2/api/tags/list"))).hasSize(5);
    }

    private static List<String> tags(HttpResponse<String> answer) {
        JsonNode tags = Json.parse(answer.body()).orElseThrow().path("tags");
        return IntStream.range(0, tags.size())
                .mapToObj(i -> tags.path(i).asText())
                .toList();
    }

    private static String manifest(String layer) {
        return """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.oci.empty.v1+json", "size": 2, "digest": "%s"},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "size": 5, "digest": "%s"},
                            {"mediaType": "application/vnd.docker.image.rootfs.foreign.diff.tar", "size": 9,
                             "digest": "sha256:00", "urls": ["https://example.com/base"]}]}
                """.formatted(OCI, Image.digestOf("{}"), Image.digestOf(layer));
    }
}
