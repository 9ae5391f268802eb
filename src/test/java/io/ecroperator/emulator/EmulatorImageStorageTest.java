package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says of an image beyond its manifest: where it is kept, when it was pulled, what is about it. */
class EmulatorImageStorageTest {
    private static final String SIGNATURE =
            "{\\\"mediaType\\\":\\\"application/vnd.oci.image.manifest.v1+json\\\",\\\"artifactType\\\":\\\"%s\\\",\\\"subject\\\":{\\\"digest\\\":\\\"%s\\\"},\\\"annotations\\\":{\\\"a\\\":\\\"b\\\"}}";

    private Emulator emulator;
    private Registry registry;
    private String digest;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        registry = emulator.registry();
        registry.createRepository("api");
        digest = registry.putImage("api", "v1");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldArchiveAtOnceAndRestoreInTwentyMinutes() {
        // When / Then
        assertThat(move("ARCHIVE")).isEqualTo("ARCHIVED");
        assertThat(move("STANDARD")).isEqualTo("ACTIVATING");
        emulator.advanceClock(Duration.ofMinutes(19));
        assertThat(status()).isEqualTo("ACTIVATING");
        emulator.advanceClock(Duration.ofMinutes(1));
        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(detail().has("lastArchivedAt")).isTrue();
        assertThat(detail().has("lastActivatedAt")).isTrue();
    }

    @Test
    void shouldNotArchiveWhatAnIndexNames() {
        // Given
        registry.call(
                "PutImage",
                "{'repositoryName': 'api', 'imageManifest': '{\\\"mediaType\\\":\\\"application/vnd.oci.image.index.v1+json\\\",\\\"manifests\\\":[{\\\"digest\\\":\\\"%s\\\"}]}'}"
                        .formatted(digest));

        // When / Then
        assertThatThrownBy(() -> move("ARCHIVE"))
                .hasMessageStartingWith("ImageStorageClassUpdateNotSupportedException");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void shouldRecordPullsOfThoseWhoAreNotExcluded(boolean excluded) {
        // Given
        if (excluded) {
            registry.call(
                    "RegisterPullTimeUpdateExclusion",
                    "{'principalArn': 'arn:aws:iam::123456789012:role/ecr-operator'}");
        }

        // When
        registry.call("BatchGetImage", "{'repositoryName': 'api', 'imageIds': [{'imageTag': 'v1'}]}");

        // Then
        assertThat(detail().has("lastRecordedPullTime")).isNotEqualTo(excluded);
    }

    @Test
    void shouldListWhatIsAboutAnImageByTypeAndPage() {
        // Given
        put("application/signature");
        put("application/sbom");

        // When
        JsonNode all = referrers("");
        JsonNode page = referrers(", 'maxResults': 1");
        JsonNode signatures = referrers(", 'filter': {'artifactTypes': ['application/signature']}");

        // Then
        assertThat(all.path("referrers")).hasSize(2);
        assertThat(page.path("referrers")).hasSize(1);
        assertThat(page.has("nextToken")).isTrue();
        assertThat(signatures.path("referrers")).singleElement().satisfies(referrer -> {
            assertThat(referrer.path("artifactType").asText()).isEqualTo("application/signature");
            assertThat(referrer.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
            assertThat(referrer.at("/annotations/a").asText()).isEqualTo("b");
            assertThat(referrer.path("artifactStatus").asText()).isEqualTo("ACTIVE");
        });
        assertThat(referrers(", 'filter': {'artifactStatus': 'ARCHIVED'}").path("referrers"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UpdateImageStorageClass   | {'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}}                                  | InvalidParameterException
            UpdateImageStorageClass   | {'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}, 'targetStorageClass': 'archive'} | InvalidParameterException
            UpdateImageStorageClass   | {'repositoryName': 'api', 'imageId': {'imageTag': 'v2'}, 'targetStorageClass': 'ARCHIVE'} | ImageNotFoundException
            UpdateImageStorageClass   | {'repositoryName': 'api', 'imageId': {}, 'targetStorageClass': 'ARCHIVE'}                 | InvalidParameterException
            ListImageReferrers        | {'repositoryName': 'api', 'subjectId': {}}                                                | InvalidParameterException
            ListImageReferrers        | {'repositoryName': 'api', 'subjectId': {'imageDigest': 'sha256:0'}, 'maxResults': 51}     | InvalidParameterException
            ListImageReferrers        | {'repositoryName': 'api', 'subjectId': {'imageDigest': 'sha256:0'}}                       | OK
            ListImageReferrers        | {'repositoryName': 'no', 'subjectId': {'imageDigest': 'sha256:0'}}                        | RepositoryNotFoundException
            DescribeImageScanFindings | {'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}, 'maxResults': 1001}              | InvalidParameterException
            GetDownloadUrlForLayer    | {'repositoryName': 'api', 'layerDigest': 'x'}                                             | InvalidParameterException
            GetDownloadUrlForLayer    | {'repositoryName': 'api', 'layerDigest': 'sha256:0'}                                      | LayersNotFoundException
            BatchGetImage             | {'repositoryName': 'api', 'imageIds': [{'imageTag': 'v1'}], 'acceptedMediaTypes': []}     | InvalidParameterException
            """)
    void shouldAnswerByTheModel(String operation, String body, String outcome) {
        // When / Then
        assertThat(JsonApi.ecr(emulator, "123456789012", "us-east-1").outcome(operation, body))
                .isEqualTo(outcome);
    }

    private void put(String artifactType) {
        registry.call(
                "PutImage",
                "{'repositoryName': 'api', 'imageManifest': '%s'}"
                        .formatted(SIGNATURE.formatted(artifactType, digest)));
    }

    private JsonNode referrers(String more) {
        return registry.call(
                "ListImageReferrers",
                "{'repositoryName': 'api', 'subjectId': {'imageDigest': '%s'}%s}".formatted(digest, more));
    }

    private String move(String storageClass) {
        return registry.call(
                        "UpdateImageStorageClass",
                        "{'repositoryName': 'api', 'imageId': {'imageDigest': '%s'}, 'targetStorageClass': '%s'}"
                                .formatted(digest, storageClass))
                .path("imageStatus")
                .asText();
    }

    private String status() {
        return detail().path("imageStatus").asText();
    }

    private JsonNode detail() {
        return registry.call("DescribeImages", "{'repositoryName': 'api', 'filter': {'imageStatus': 'ANY'}}")
                .at("/imageDetails/0");
    }
}
