package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repositories themselves and their tags. */
class SdkRepositoryApiTest {

    private static final String ARN = "arn:aws:ecr:us-east-1:123456789012:repository/team-a/api";

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
    void shouldSendEverythingInOneCallWhenCreating() {
        // Given
        stub.answer("{\"repository\":" + repository() + "}");

        // When
        Repository created = doors.repositories()
                .createRepository(new NewRepository(
                        "team-a/api",
                        Map.of("team", "a", "env", "prod"),
                        TagMutability.of("IMMUTABLE_WITH_EXCLUSION", "dev-*", "a*"),
                        true,
                        new Encryption("KMS", "alias/ecr")));

        // Then
        assertThat(stub.onlyRequest().operation()).isEqualTo("CreateRepository");
        assertThat(stub.onlyRequest().body())
                .isEqualTo("{\"repositoryName\":\"team-a/api\","
                        + "\"tags\":[{\"Key\":\"env\",\"Value\":\"prod\"},{\"Key\":\"team\",\"Value\":\"a\"}],"
                        + "\"imageTagMutability\":\"IMMUTABLE_WITH_EXCLUSION\","
                        + "\"imageTagMutabilityExclusionFilters\":[{\"filterType\":\"WILDCARD\",\"filter\":\"a*\"},"
                        + "{\"filterType\":\"WILDCARD\",\"filter\":\"dev-*\"}],"
                        + "\"imageScanningConfiguration\":{\"scanOnPush\":true},"
                        + "\"encryptionConfiguration\":{\"encryptionType\":\"KMS\",\"kmsKey\":\"alias/ecr\"}}");
        assertThat(created).isEqualTo(expected());
    }

    @Test
    void shouldLeaveOutWhatIsNotGivenWhenCreating() {
        // Given
        stub.answer("{\"repository\":" + repository() + "}");

        // When
        doors.repositories().createRepository(new NewRepository("team-a/api", Map.of(), null, null, null));

        // Then
        assertThat(stub.onlyRequest().body()).isEqualTo("{\"repositoryName\":\"team-a/api\"}");
    }

    @Test
    void shouldNameTheOperatorInTheUserAgent() {
        // Given
        stub.answer("{\"repositories\":[]}");

        // When
        doors.repositories().describeRepositories(null);

        // Then
        assertThat(stub.onlyRequest().userAgent()).endsWith("ecr-operator/1.2.3");
    }

    @Test
    void shouldReadOneRepositoryByName() {
        // Given
        stub.answer("{\"repositories\":[" + repository() + "]}");

        // When
        Optional<Repository> found = doors.repositories().describeRepository("team-a/api");

        // Then
        assertThat(found).contains(expected());
        assertThat(stub.onlyRequest().body()).isEqualTo("{\"repositoryNames\":[\"team-a/api\"]}");
    }

    @Test
    void shouldFindNothingWhenTheRepositoryIsNotThere() {
        // Given
        stub.error(400, "RepositoryNotFoundException", "The repository does not exist");

        // When
        Optional<Repository> found = doors.repositories().describeRepository("team-a/api");

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldNotTakeAnAnswerWithoutWhatWasAskedForAsNothingThere() {
        // Given
        stub.answer("{}");
        List<Runnable> reads = List.of(
                () -> doors.repositories().describeRepositories(null),
                () -> doors.repositories().describeRepository("team-a/api"),
                () -> doors.repositories().describeNamedRepositories(List.of("team-a/api")),
                () -> doors.repositoryPolicies().getRepositoryPolicy("team-a/api"),
                () -> doors.lifecyclePolicies().getLifecyclePolicy("team-a/api"));

        // When / Then
        assertThat(reads).allSatisfy(read -> assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        AwsException.class, thrown -> assertThat(thrown.kind()).isEqualTo(Kind.TRANSIENT)));
    }

    @Test
    void shouldAskForTheLargestPageAndPassTheTokens() {
        // Given
        stub.answer("{\"repositories\":[" + repository() + "],\"nextToken\":\"two\"}")
                .answer("{\"repositories\":[],\"nextToken\":\"\"}");

        // When
        Page<Repository> first = doors.repositories().describeRepositories(null);
        Page<Repository> second = doors.repositories().describeRepositories(first.nextToken());

        // Then
        assertThat(first.items()).containsExactly(expected());
        assertThat(second.nextToken()).isNull();
        assertThat(stub.requests())
                .extracting(WireStub.Request::body)
                .containsExactly("{\"maxResults\":1000}", "{\"nextToken\":\"two\",\"maxResults\":1000}");
    }

    @Test
    void shouldKeepValuesThatTheSdkDoesNotKnow() {
        // Given
        stub.answer("{\"repositories\":[{\"repositoryName\":\"a1\",\"imageTagMutability\":\"FROZEN\","
                + "\"encryptionConfiguration\":{\"encryptionType\":\"QUANTUM\"}}]}");

        // When
        Repository found = doors.repositories().describeRepository("a1").orElseThrow();

        // Then
        assertThat(found.tagMutability()).isEqualTo(TagMutability.of("FROZEN"));
        assertThat(found.encryption()).isEqualTo(new Encryption("QUANTUM", null));
        assertThat(found.scanOnPush()).isFalse();
    }

    @Test
    void shouldSendValuesThatTheSdkDoesNotKnow() {
        // Given
        stub.answer("{}");

        // When
        doors.repositories().putImageTagMutability("a1", TagMutability.of("FROZEN"));

        // Then
        assertThat(stub.onlyRequest().body())
                .isEqualTo("{\"repositoryName\":\"a1\",\"imageTagMutability\":\"FROZEN\"}");
    }

    @Test
    void shouldSayForceWhenDeleting() {
        // Given
        stub.answer("{\"repository\":" + repository() + "}");

        // When
        doors.repositories().deleteRepository("team-a/api", false);

        // Then
        assertThat(stub.onlyRequest().operation()).isEqualTo("DeleteRepository");
        assertThat(stub.onlyRequest().body()).isEqualTo("{\"repositoryName\":\"team-a/api\",\"force\":false}");
    }

    @Test
    void shouldSwitchScanOnPush() {
        // Given
        stub.answer("{}");

        // When
        doors.repositories().putImageScanningConfiguration("team-a/api", false);

        // Then
        assertThat(stub.onlyRequest().body())
                .isEqualTo("{\"repositoryName\":\"team-a/api\",\"imageScanningConfiguration\":{\"scanOnPush\":false}}");
    }

    @Test
    void shouldReadAndWriteTags() {
        // Given
        stub.answer("{\"tags\":[{\"Key\":\"team\",\"Value\":\"a\"},{\"Key\":\"empty\"}]}")
                .answer("{}");

        // When
        Map<String, String> tags = doors.tags().listTagsForResource(ARN);
        doors.tags().tagResource(ARN, Map.of("team", "b"));
        doors.tags().untagResource(ARN, Set.of("empty"));

        // Then
        assertThat(tags).isEqualTo(Map.of("team", "a", "empty", ""));
        assertThat(stub.requests())
                .extracting(WireStub.Request::body)
                .containsExactly(
                        "{\"resourceArn\":\"" + ARN + "\"}",
                        "{\"resourceArn\":\"" + ARN + "\",\"tags\":[{\"Key\":\"team\",\"Value\":\"b\"}]}",
                        "{\"resourceArn\":\"" + ARN + "\",\"tagKeys\":[\"empty\"]}");
    }

    private static String repository() {
        return "{\"repositoryArn\":\"" + ARN + "\",\"registryId\":\"123456789012\",\"repositoryName\":\"team-a/api\","
                + "\"repositoryUri\":\"123456789012.dkr.ecr.us-east-1.amazonaws.com/team-a/api\","
                + "\"createdAt\":1700000000,\"imageTagMutability\":\"IMMUTABLE_WITH_EXCLUSION\","
                + "\"imageTagMutabilityExclusionFilters\":[{\"filterType\":\"WILDCARD\",\"filter\":\"dev-*\"}],"
                + "\"imageScanningConfiguration\":{\"scanOnPush\":true},"
                + "\"encryptionConfiguration\":{\"encryptionType\":\"KMS\",\"kmsKey\":\"arn:aws:kms:k\"}}";
    }

    private static Repository expected() {
        return new Repository(
                "team-a/api",
                ARN,
                "123456789012",
                "123456789012.dkr.ecr.us-east-1.amazonaws.com/team-a/api",
                Instant.ofEpochSecond(1_700_000_000),
                TagMutability.of("IMMUTABLE_WITH_EXCLUSION", "dev-*"),
                true,
                new Encryption("KMS", "arn:aws:kms:k"));
    }
}
