package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in a repository: policies and images. */
class SdkRepositoryContentsTest {

    private static final String THROTTLED = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";

    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final RepositoryDoors doors =
            connections.connection(Connections.to(stub)).repositoryDoors();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldReadAndWriteTheRepositoryPolicy() {
        // Given
        stub.answer("{\"policyText\":\"{ }\"}").answer("{}");

        // When
        Optional<String> policy = doors.repositoryPolicies().getRepositoryPolicy("a1");
        doors.repositoryPolicies().setRepositoryPolicy("a1", "{}", true);
        doors.repositoryPolicies().deleteRepositoryPolicy("a1");

        // Then
        assertThat(policy).contains("{ }");
        assertThat(stub.requests().get(1).body())
                .isEqualTo("{\"repositoryName\":\"a1\",\"policyText\":\"{}\",\"force\":true}");
        assertThat(stub.requests().get(2).operation()).isEqualTo("DeleteRepositoryPolicy");
    }

    @Test
    void shouldReadAndWriteTheLifecyclePolicy() {
        // Given
        stub.answer("{\"lifecyclePolicyText\":\"{ }\",\"lastEvaluatedAt\":1700000000}")
                .answer("{}");

        // When
        Optional<LifecyclePolicyText> policy = doors.lifecyclePolicies().getLifecyclePolicy("a1");
        doors.lifecyclePolicies().putLifecyclePolicy("a1", "{}");
        doors.lifecyclePolicies().deleteLifecyclePolicy("a1");

        // Then
        assertThat(policy).contains(new LifecyclePolicyText("{ }", Instant.ofEpochSecond(1_700_000_000)));
        assertThat(stub.requests().get(1).body())
                .isEqualTo("{\"repositoryName\":\"a1\",\"lifecyclePolicyText\":\"{}\"}");
        assertThat(stub.requests().get(2).operation()).isEqualTo("DeleteLifecyclePolicy");
    }

    @Test
    void shouldTakeAMissingRepositoryPolicyForNone() {
        // Given
        stub.error(400, "RepositoryPolicyNotFoundException", "Repository policy does not exist");

        // When
        Optional<String> policy = doors.repositoryPolicies().getRepositoryPolicy("a1");
        doors.repositoryPolicies().deleteRepositoryPolicy("a1");

        // Then
        assertThat(policy).isEmpty();
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void shouldTakeAMissingLifecyclePolicyForNone() {
        // Given
        stub.error(400, "LifecyclePolicyNotFoundException", "Lifecycle policy does not exist");

        // When
        Optional<LifecyclePolicyText> policy = doors.lifecyclePolicies().getLifecyclePolicy("a1");
        doors.lifecyclePolicies().deleteLifecyclePolicy("a1");

        // Then
        assertThat(policy).isEmpty();
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void shouldFailWhenTheRepositoryOfAPolicyIsNotThere() {
        // Given
        stub.error(400, "RepositoryNotFoundException", "The repository does not exist");

        // When
        // Then
        assertThatThrownBy(() -> doors.repositoryPolicies().getRepositoryPolicy("a1"))
                .satisfies(SdkRepositoryContentsTest::isNotFound);
        assertThatThrownBy(() -> doors.repositoryPolicies().deleteRepositoryPolicy("a1"))
                .satisfies(SdkRepositoryContentsTest::isNotFound);
        assertThatThrownBy(() -> doors.lifecyclePolicies().getLifecyclePolicy("a1"))
                .satisfies(SdkRepositoryContentsTest::isNotFound);
        assertThatThrownBy(() -> doors.lifecyclePolicies().deleteLifecyclePolicy("a1"))
                .satisfies(SdkRepositoryContentsTest::isNotFound);
    }

    @Test
    void shouldCountAnImageOnceWhenItHasManyTags() {
        // Given
        stub.answer("{\"imageIds\":[" + image("a", "1") + "," + image("a", "2") + "],\"nextToken\":\"two\"}")
                .answer("{\"imageIds\":[" + image("a", "3") + "," + image("b", "4") + "]}");

        // When
        ImageCount count = doors.images().countImages("a1", 5000);

        // Then
        assertThat(count).isEqualTo(new ImageCount(2, false));
        assertThat(stub.requests())
                .extracting(WireStub.Request::body)
                .containsExactly(
                        "{\"repositoryName\":\"a1\",\"maxResults\":1000,\"filter\":{\"imageStatus\":\"ANY\"}}",
                        "{\"repositoryName\":\"a1\",\"nextToken\":\"two\",\"maxResults\":1000,"
                                + "\"filter\":{\"imageStatus\":\"ANY\"}}");
    }

    @Test
    void shouldStopAtTheLimitWhenCounting() {
        // Given
        stub.answer("{\"imageIds\":[" + image("a", "1") + "],\"nextToken\":\"two\"}");

        // When
        ImageCount count = doors.images().countImages("a1", 1);

        // Then
        assertThat(count).isEqualTo(new ImageCount(1, true));
        assertThat(stub.onlyRequest().body()).contains("\"maxResults\":1,");
    }

    @Test
    void shouldNotSayAtLeastWhenTheLimitIsTheNumber() {
        // Given
        stub.answer("{\"imageIds\":[" + image("a", "1") + "]}");

        // When
        ImageCount count = doors.images().countImages("a1", 1);

        // Then
        assertThat(count).isEqualTo(new ImageCount(1, false));
    }

    /** The first request may have been carried out, which only a look can tell. */
    @ParameterizedTest
    @CsvSource({"0, 2, TRANSIENT", "500, 2, TRANSIENT", "400, 5, THROTTLED"})
    void shouldNotTakeAWriteForThrottledWhenAnEarlierRequestMayHaveBeenCarriedOut(int first, int requests, Kind kind) {
        // Given
        stub.answer(first, "application/x-amz-json-1.1", THROTTLED).error(400, "ThrottlingException", "Rate exceeded");

        // When
        AwsException exception = catchThrowableOfType(
                AwsException.class, () -> doors.repositoryPolicies().setRepositoryPolicy("a1", "{}", false));

        // Then
        assertThat(stub.requests()).hasSize(requests);
        assertThat(exception.kind()).isEqualTo(kind);
    }

    private static void isNotFound(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(AwsException.class, exception -> {
            assertThat(exception.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(exception.failure().requestId()).isEqualTo("request-1");
        });
    }

    private static String image(String digest, String tag) {
        return "{\"imageDigest\":\"sha256:" + digest + "\",\"imageTag\":\"" + tag + "\"}";
    }
}
