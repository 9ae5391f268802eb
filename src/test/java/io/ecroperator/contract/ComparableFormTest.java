package io.ecroperator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;

class ComparableFormTest {

    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);

    @Test
    void shouldBeAlikeWhenOnlyDigestsAndOrderDiffer() {
        // Given
        ListImagesResponse one = images(Map.of("v1", A, "v2", B), "v1", "v2");
        ListImagesResponse other = images(Map.of("v1", B, "v2", A), "v2", "v1");

        // Then
        assertThat(ComparableForm.of(one)).isEqualTo(ComparableForm.of(other)).doesNotContain("sha256");
    }

    @Test
    void shouldDifferWhenTagsShareADigestInOneOnly() {
        // Then
        assertThat(ComparableForm.of(images(Map.of("v1", A, "v2", A), "v1", "v2")))
                .isNotEqualTo(ComparableForm.of(images(Map.of("v1", A, "v2", B), "v1", "v2")));
    }

    @Test
    void shouldTellTheTimeNowFromAnyOther() {
        // Given
        Instant now = Instant.now();

        // Then
        assertThat(ComparableForm.of(now)).isEqualTo("\"now\"");
        assertThat(ComparableForm.of(now.plus(Duration.ofHours(12)))).isEqualTo("\"in 12 hours\"");
        assertThat(ComparableForm.of(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void shouldComparePoliciesByWhatTheyMean() {
        // Then
        assertThat(policy("{'Statement':[{'Principal':{'AWS':'444455556666'},'Effect':'Allow'}]}"))
                .isEqualTo(policy(
                        "{ 'Statement': {'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::444455556666:root']}} }"));
        assertThat(policy("{'Statement':[{'Effect':'Allow'}]}"))
                .isNotEqualTo(policy("{'Statement':[{'Effect':'Deny'}]}"));
    }

    private static String policy(String text) {
        return ComparableForm.of(GetRepositoryPolicyResponse.builder()
                .policyText(text.replace('\'', '"'))
                .build());
    }

    private static ListImagesResponse images(Map<String, String> digests, String... tags) {
        List<ImageIdentifier> ids = List.of(tags).stream()
                .map(tag -> ImageIdentifier.builder()
                        .imageTag(tag)
                        .imageDigest(digests.get(tag))
                        .build())
                .toList();
        return ListImagesResponse.builder().imageIds(ids).build();
    }
}
