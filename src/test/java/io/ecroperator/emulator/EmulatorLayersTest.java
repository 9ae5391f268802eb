package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.InvalidLayerException;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerPartTooSmallException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

class EmulatorLayersTest {
    private static final String CONTENT = "a layer";
    private static final String DIGEST = Image.digestOf(CONTENT);

    private Emulator emulator;
    private Clients clients;
    private EcrClient ecr;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        emulator.registry().createRepository("api");
        clients = Clients.of(emulator);
        ecr = clients.ecr();
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldTakeALayerInPartsOfWhichOnlyTheLastIsSmall() {
        // Given
        byte[] large = new byte[5 << 20];
        byte[] whole = new byte[large.length + 3];
        String digest = Image.digestOf(new String(whole, StandardCharsets.UTF_8));

        // When
        String upload = initiate();
        part(upload, 0, large);
        part(upload, large.length, new byte[3]);
        String completed = complete(upload, digest);

        // Then
        assertThat(completed).isEqualTo(digest);
        Layer layer = ecr.batchCheckLayerAvailability(
                        r -> r.repositoryName("api").layerDigests(digest))
                .layers()
                .getFirst();
        assertThat(layer.layerAvailability()).isEqualTo(LayerAvailability.AVAILABLE);
        assertThat(layer.layerSize()).isEqualTo(whole.length);
    }

    @Test
    void shouldRefuseWhatIsNoWholeLayer() {
        // Given
        String small = initiate();
        part(small, 0, "ab".getBytes(StandardCharsets.UTF_8));
        part(small, 2, "c".getBytes(StandardCharsets.UTF_8));
        String other = initiate();
        part(other, 0, CONTENT.getBytes(StandardCharsets.UTF_8));

        // When / Then
        assertThatThrownBy(() -> complete(small, Image.digestOf("abc"))).isInstanceOf(LayerPartTooSmallException.class);
        assertThatThrownBy(() -> complete(other, Image.digestOf("something else")))
                .isInstanceOf(InvalidLayerException.class);
        complete(other, DIGEST);
        assertThatThrownBy(() -> complete(other, DIGEST)).isInstanceOf(UploadNotFoundException.class);
        String again = initiate();
        part(again, 0, CONTENT.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> complete(again, DIGEST)).isInstanceOf(LayerAlreadyExistsException.class);
    }

    @Test
    void shouldTakeAnImageOnlyWithAllThatItNames() {
        // Given
        String image = "{\"schemaVersion\":2,\"layers\":[{\"digest\":\"%s\",\"size\":7}]}".formatted(DIGEST);
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\"}]}".formatted(Image.digestOf(image));

        // When / Then
        assertThatThrownBy(() -> put(image))
                .isInstanceOf(LayersNotFoundException.class)
                .hasMessageContaining("Layers with digests '[" + DIGEST + "]' required for pushing image");
        assertThatThrownBy(() -> put(index)).isInstanceOf(ReferencedImagesNotFoundException.class);
        String upload = initiate();
        part(upload, 0, CONTENT.getBytes(StandardCharsets.UTF_8));
        complete(upload, DIGEST);
        put(image);
        put(index);
        assertThat(emulator.registry().repository("api").orElseThrow().imageCount())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            InitiateLayerUpload         | {'repositoryName': 'no'} | RepositoryNotFoundException
            UploadLayerPart             | {'repositoryName': 'api', 'uploadId': 'x', 'partFirstByte': 0, 'partLastByte': 0, 'layerPartBlob': ''} | InvalidParameterException
            UploadLayerPart             | {'repositoryName': 'api', 'uploadId': '00000000-0000-0000-0000-000000000000', 'partFirstByte': 0, 'partLastByte': 0, 'layerPartBlob': 'YQ=='} | UploadNotFoundException
            UploadLayerPart             | {'repositoryName': 'api', 'uploadId': '00000000-0000-0000-0000-000000000000', 'partFirstByte': -1, 'partLastByte': 0, 'layerPartBlob': 'YQ=='} | InvalidParameterException
            UploadLayerPart             | {'repositoryName': 'api', 'uploadId': '00000000-0000-0000-0000-000000000000', 'partFirstByte': 0, 'partLastByte': 0} | InvalidParameterException
            CompleteLayerUpload         | {'repositoryName': 'api', 'uploadId': '00000000-0000-0000-0000-000000000000', 'layerDigests': ['x']} | InvalidParameterException
            CompleteLayerUpload         | {'repositoryName': 'api', 'uploadId': '00000000-0000-0000-0000-000000000000'} | InvalidParameterException
            BatchCheckLayerAvailability | {'repositoryName': 'api', 'layerDigests': []} | InvalidParameterException
            """)
    void shouldAnswerByTheModel(String operation, String body, String outcome) {
        // When / Then
        assertThat(JsonApi.ecr(emulator, "123456789012", "us-east-1").outcome(operation, body))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 5 | InvalidLayerPartException
            1 | 7 | InvalidLayerPartException
            0 | 6 | OK
            """)
    void shouldTakeAPartOnlyWhereItBelongs(long first, long last, String outcome) {
        // Given
        String part = Base64.getEncoder().encodeToString(CONTENT.getBytes(StandardCharsets.UTF_8));
        String body =
                "{'repositoryName': 'api', 'uploadId': '%s', 'partFirstByte': %d, 'partLastByte': %d, 'layerPartBlob': '%s'}"
                        .formatted(initiate(), first, last, part);

        // When / Then
        assertThat(JsonApi.ecr(emulator, "123456789012", "us-east-1").outcome("UploadLayerPart", body))
                .isEqualTo(outcome);
    }

    @Test
    void shouldSayWhichDigestsItDoesNotUnderstand() {
        // When
        JsonNode answer = JsonApi.ecr(emulator, "123456789012", "us-east-1")
                .call(
                        "BatchCheckLayerAvailability",
                        "{'repositoryName': 'api', 'layerDigests': ['', 'x', '%s']}".formatted(DIGEST));

        // Then
        assertThat(answer.path("failures"))
                .extracting(failure -> failure.path("failureCode").asText())
                .containsExactly("MissingLayerDigest", "InvalidLayerDigest");
        assertThat(answer.path("layers"))
                .extracting(layer -> layer.path("layerAvailability").asText())
                .containsExactly("UNAVAILABLE");
    }

    private String initiate() {
        return ecr.initiateLayerUpload(r -> r.repositoryName("api")).uploadId();
    }

    private void part(String upload, long first, byte[] bytes) {
        ecr.uploadLayerPart(r -> r.repositoryName("api")
                .uploadId(upload)
                .partFirstByte(first)
                .partLastByte(first + bytes.length - 1)
                .layerPartBlob(SdkBytes.fromByteArray(bytes)));
    }

    private String complete(String upload, String digest) {
        return ecr.completeLayerUpload(
                        r -> r.repositoryName("api").uploadId(upload).layerDigests(digest))
                .layerDigest();
    }

    private void put(String manifest) {
        ecr.putImage(r -> r.repositoryName("api").imageManifest(manifest));
    }
}
