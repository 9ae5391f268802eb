package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

class EmulatorImagesTest {
    /** sha256 of {@code {"schemaVersion":2}}, computed by sha256sum. */
    private static final String DIGEST = "sha256:bafebd36189ad3688b7b3915ea55d461e0bfcfbdde11e54b0a123999fb6be50f";

    private static final String MANIFEST = "{\"schemaVersion\":2}";
    private static final String OTHER =
            "{\"schemaVersion\":2,\"layers\":[{\"size\":1000,\"urls\":[\"https://example.com/layer\"]}]}";

    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        emulator.registry().createRepository("api");
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldNameAnImageByTheDigestOfItsManifest() {
        // When
        Image image = put(MANIFEST, "v1");

        // Then
        assertThat(image.imageId().imageDigest()).isEqualTo(DIGEST);
        assertThat(image.imageId().imageTag()).isEqualTo("v1");
        assertThatThrownBy(() -> clients.ecr()
                        .putImage(r ->
                                r.repositoryName("api").imageManifest(OTHER).imageDigest(DIGEST)))
                .isInstanceOf(ImageDigestDoesNotMatchException.class);
    }

    @Test
    void shouldRefuseWhenManifestIsNoJsonOrRepositoryIsMissing() {
        // When / Then
        assertThatThrownBy(() -> put("{", "v1")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() ->
                        clients.ecr().putImage(r -> r.repositoryName("nobody").imageManifest(MANIFEST)))
                .isInstanceOf(RepositoryNotFoundException.class);
    }

    @Test
    void shouldRefuseWhenTheSameImageAndTagArePushedAgain() {
        // Given
        put(MANIFEST, "v1");

        // When / Then
        assertThatThrownBy(() -> put(MANIFEST, "v1")).isInstanceOf(ImageAlreadyExistsException.class);
        assertThat(put(MANIFEST, "v2").imageId().imageDigest()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "MUTABLE,,v1,true",
        "IMMUTABLE,,v1,false",
        "IMMUTABLE_WITH_EXCLUSION,dev-*,dev-1,true",
        "IMMUTABLE_WITH_EXCLUSION,dev-*,v1,false",
        "IMMUTABLE_WITH_EXCLUSION,d.v,dev,false",
        "MUTABLE_WITH_EXCLUSION,v*.*,v1.2,false",
        "MUTABLE_WITH_EXCLUSION,v*.*,latest,true"
    })
    void shouldMoveATagOnlyWhenMutabilityAllows(String mutability, String filter, String tag, boolean moves) {
        // Given
        String[] filters = filter == null ? new String[0] : new String[] {filter};
        emulator.registry().setImageTagMutability("api", mutability, filters);
        put(MANIFEST, tag);

        // When / Then
        if (moves) {
            String digest = put(OTHER, tag).imageId().imageDigest();
            assertThat(describe(tag).imageDigest()).isEqualTo(digest);
            assertThat(emulator.registry().repository("api").orElseThrow().imageCount())
                    .isEqualTo(2);
        } else {
            assertThatThrownBy(() -> put(OTHER, tag))
                    .isInstanceOf(ImageTagAlreadyExistsException.class)
                    .hasMessageContaining("The image tag '" + tag + "' already exists in the 'api' repository");
        }
    }

    @Test
    void shouldListOneEntryPerTagAndPage() {
        // Given
        IntStream.range(0, 5).forEach(i -> put(MANIFEST, "v" + i));
        clients.ecr().putImage(r -> r.repositoryName("api").imageManifest(OTHER));

        // When
        List<ListImagesResponse> pages =
                clients.ecr().listImagesPaginator(r -> r.repositoryName("api").maxResults(4)).stream()
                        .toList();

        // Then
        assertThat(pages).extracting(page -> page.imageIds().size()).containsExactly(4, 2);
        assertThat(clients.ecr()
                        .listImages(r -> r.repositoryName("api").filter(f -> f.tagStatus(TagStatus.UNTAGGED)))
                        .imageIds())
                .singleElement()
                .satisfies(id -> assertThat(id.imageTag()).isNull());
    }

    @Test
    void shouldListArchivedImagesOnlyWhenAsked() {
        // Given
        emulator.registry().archiveImage("api", emulator.registry().putImage("api", "old"));

        // When
        ListImagesResponse byDefault = clients.ecr().listImages(r -> r.repositoryName("api"));
        ListImagesResponse any = clients.ecr()
                .listImages(
                        r -> r.repositoryName("api").maxResults(1).filter(f -> f.imageStatus(ImageStatusFilter.ANY)));

        // Then
        assertThat(byDefault.imageIds()).isEmpty();
        assertThat(any.imageIds()).hasSize(1);
    }

    @Test
    void shouldDescribeTagsAndSize() {
        // Given
        put(OTHER, "v1");
        put(OTHER, "v2");

        // When
        ImageDetail detail = describe("v1");

        // Then
        assertThat(detail.imageTags()).containsExactly("v1", "v2");
        assertThat(detail.imageSizeInBytes()).isEqualTo(1000 + OTHER.length());
        assertThat(detail.imagePushedAt()).isNotNull();
        assertThatThrownBy(() -> describe("v3"))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("{imageDigest:'null', imageTag:'v3'} does not exist within the repository");
    }

    @Test
    void shouldDeleteTheImageWithItsLastTag() {
        // Given
        put(MANIFEST, "v1");
        put(MANIFEST, "v2");

        // When
        delete(id(null, "v1"));
        int afterFirst = emulator.registry().repository("api").orElseThrow().imageCount();
        delete(id(null, "v2"));

        // Then
        assertThat(afterFirst).isEqualTo(1);
        assertThat(emulator.registry().repository("api").orElseThrow().imageCount())
                .isZero();
    }

    @Test
    void shouldReportWhatCouldNotBeDeleted() {
        // Given
        put(MANIFEST, "v1");
        String index =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\"%s\"}]}";
        put(index.formatted(DIGEST), "multi");

        // When
        BatchDeleteImageResponse answer =
                delete(id(DIGEST, null), id(null, "nothing"), id(null, null), id("digest", null));

        // Then
        assertThat(answer.imageIds()).isEmpty();
        assertThat(answer.failures())
                .extracting(ImageFailure::failureCode)
                .containsExactly(
                        ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST,
                        ImageFailureCode.IMAGE_NOT_FOUND,
                        ImageFailureCode.MISSING_DIGEST_AND_TAG,
                        ImageFailureCode.INVALID_IMAGE_DIGEST);
    }

    private Image put(String manifest, String tag) {
        return clients.ecr()
                .putImage(r -> r.repositoryName("api").imageManifest(manifest).imageTag(tag))
                .image();
    }

    private ImageDetail describe(String tag) {
        return clients.ecr()
                .describeImages(r -> r.repositoryName("api").imageIds(id(null, tag)))
                .imageDetails()
                .getFirst();
    }

    private BatchDeleteImageResponse delete(ImageIdentifier... ids) {
        return clients.ecr().batchDeleteImage(r -> r.repositoryName("api").imageIds(ids));
    }

    private static ImageIdentifier id(String digest, String tag) {
        return ImageIdentifier.builder().imageDigest(digest).imageTag(tag).build();
    }
}
