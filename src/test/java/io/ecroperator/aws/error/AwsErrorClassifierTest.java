package io.ecroperator.aws.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecr.model.EcrException;

class AwsErrorClassifierTest {

    private final AwsErrorClassifier classifier = new AwsErrorClassifier();

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, THROTTLED",
        "400, Throttling, THROTTLED",
        "400, ThrottledException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "400, TooManyRequestsException, THROTTLED",
        "503, SlowDown, THROTTLED",
        "500, ServerException, TRANSIENT",
        "500, InternalFailure, TRANSIENT",
        "500, InternalServiceException, TRANSIENT",
        "503, ServiceUnavailable, TRANSIENT",
        "503, ServiceUnavailableException, TRANSIENT",
        "400, IDPCommunicationError, TRANSIENT",
        "400, PaginationTokenExpiredException, TRANSIENT",
        "400, LifecyclePolicyPreviewInProgressException, TRANSIENT",
        "400, ExpiredTokenException, CREDENTIALS",
        "403, ExpiredToken, CREDENTIALS",
        "400, UnrecognizedClientException, CREDENTIALS",
        "403, InvalidClientTokenId, CREDENTIALS",
        "403, SignatureDoesNotMatch, CREDENTIALS",
        "400, InvalidSignatureException, CREDENTIALS",
        "400, MissingAuthenticationTokenException, CREDENTIALS",
        "400, InvalidIdentityToken, CREDENTIALS",
        "400, RequestExpired, CREDENTIALS",
        "400, AccessDeniedException, DENIED",
        "403, AccessDenied, DENIED",
        "400, BlockedByOrganizationPolicyException, DENIED",
        "403, OptInRequired, DENIED",
        "403, RegionDisabledException, DENIED",
        "400, InvalidParameterException, INVALID",
        "400, ValidationException, INVALID",
        "400, InvalidTagParameterException, INVALID",
        "400, TooManyTagsException, INVALID",
        "400, UnsupportedUpstreamRegistryException, INVALID",
        "400, SerializationException, INVALID",
        "404, UnknownOperationException, INVALID",
        "400, LimitExceededException, QUOTA",
        "400, KmsException, DEPENDENCY",
        "400, SecretNotFoundException, DEPENDENCY",
        "400, UnableToAccessSecretException, DEPENDENCY",
        "400, UnableToDecryptSecretValueException, DEPENDENCY",
        "400, RepositoryAlreadyExistsException, ALREADY_EXISTS",
        "400, RepositoryNotFoundException, NOT_FOUND",
        "400, RepositoryPolicyNotFoundException, NOT_FOUND",
        "400, LifecyclePolicyNotFoundException, NOT_FOUND",
        "400, RegistryPolicyNotFoundException, NOT_FOUND",
        "404, NotFoundException, TRANSIENT",
        "400, ResourceNotFoundException, TRANSIENT",
        "404, HostNotFound, TRANSIENT",
        "400, RepositoryNotEmptyException, NOT_EMPTY",
    })
    void shouldGoByTheCodeWhenAwsGivesOne(int status, String code, Kind kind) {
        // Given
        EcrException thrown = answer(status, code, "Said by AWS");

        // When
        AwsFailure failure = classifier.classify("SetRepositoryPolicy", thrown);

        // Then
        assertThat(failure).isEqualTo(new AwsFailure(kind, "SetRepositoryPolicy", code, "Said by AWS", "request-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, SomethingNewException, SomethingNewException, INVALID",
        "403, SomethingNewException, SomethingNewException, DENIED",
        "500, SomethingNewException, SomethingNewException, TRANSIENT",
        "429, SomethingNewException, SomethingNewException, THROTTLED",
        "400, , Http400, TRANSIENT",
        "401, , Http401, CREDENTIALS",
        "403, , Http403, DENIED",
        "404, , Http404, TRANSIENT",
        "413, , Http413, INVALID",
        "429, , Http429, THROTTLED",
        "500, 500, Http500, TRANSIENT",
        "502, , Http502, TRANSIENT",
        "504, , Http504, TRANSIENT",
    })
    void shouldGoByTheStatusWhenTheCodeIsUnknown(int status, String code, String reported, Kind kind) {
        // Given
        EcrException thrown = answer(status, code, null);

        // When
        AwsFailure failure = classifier.classify("CreateRepository", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(reported);
        assertThat(failure.message()).isEqualTo("HTTP " + status + " without an explanation");
    }

    @ParameterizedTest
    @CsvSource({"AccessDenied, DENIED", "InvalidClientTokenId, CREDENTIALS", "SignatureDoesNotMatch, CREDENTIALS"})
    void shouldReadTheCodeOfAnXmlBodyWhenTheServiceSpeaksJson(String code, Kind kind) {
        // Given
        String body = "<ErrorResponse><Errors><Error><Code>" + code
                + "</Code><Message>Not you</Message></Error></Errors></ErrorResponse>";
        EcrException thrown = answer(403, "403", null, body);

        // When
        AwsFailure failure = classifier.classify("CreateRepository", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("Not you");
    }

    @Test
    void shouldBeTransientWhenAGatewayAnswersWithHtml() {
        // Given
        EcrException thrown = answer(500, "500", null, "<!doctype html><title>500</title><h1>Internal Error</h1>");

        // When
        AwsFailure failure = classifier.classify("CreateRepository", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.message()).isEqualTo("HTTP 500 without an explanation");
    }

    @ParameterizedTest
    @CsvSource({"Principal not found, PRINCIPAL_NOT_FOUND", "Invalid repository policy provided, INVALID"})
    void shouldTellAnUnknownPrincipalFromAWrongRequest(String constraint, Kind kind) {
        // Given
        EcrException thrown = answer(
                400,
                "InvalidParameterException",
                "Invalid parameter at 'PolicyText' failed to satisfy constraint: '" + constraint + "'");

        // When
        AwsFailure failure = classifier.classify("SetRepositoryPolicy", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(constraint);
    }

    @ParameterizedTest
    @MethodSource("troubleOnTheWay")
    void shouldBeTransientWhenNoAnswerArrived(Throwable trouble, String code, String said) {
        // Given
        SdkClientException thrown = SdkClientException.create("Unable to execute HTTP request", trouble);
        thrown.addSuppressed(new EndpointException("ecr.local:443", false, false));

        // When
        AwsFailure failure = classifier.classify("CreateRepository", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(said);
        assertThat(failure.requestId()).isNull();
    }

    /** Where nobody has asked before, who is told that a thing is there has not made it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellWhetherAnEarlierRequestMayHaveMadeWhatIsThere(boolean repeated) {
        // Given
        AwsServiceException thrown = EcrException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("PullThroughCacheRuleAlreadyExistsException")
                        .errorMessage("It is there.")
                        .build())
                .statusCode(400)
                .build();
        thrown.addSuppressed(new EndpointException("ecr.local:443", true, repeated));

        // When
        AwsFailure failure = classifier.classify("CreatePullThroughCacheRule", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(failure.repeatedUnanswered()).isEqualTo(repeated);
        assertThat(failure.withRemedy("Wait.").repeatedUnanswered()).isEqualTo(repeated);
    }

    static Stream<Arguments> troubleOnTheWay() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Read timed out"), "Timeout", "ecr.local:443"),
                Arguments.of(ApiCallTimeoutException.create(30_000), "Timeout", "ecr.local:443"),
                Arguments.of(ApiCallAttemptTimeoutException.create(10_000), "Timeout", "ecr.local:443"),
                Arguments.of(new UnknownHostException("ecr.local"), "ConnectionFailed", "cannot be resolved"),
                Arguments.of(new ConnectException("Connection refused"), "ConnectionFailed", "ecr.local:443"),
                Arguments.of(new SSLHandshakeException("PKIX path building failed"), "TlsFailed", "CA certificate"),
                Arguments.of(new SocketException("Unexpected end of file"), "ConnectionLost", "ecr.local:443"),
                Arguments.of(new IOException("Broken pipe"), "ConnectionLost", "ecr.local:443"),
                Arguments.of(AbortedException.create("Thread was interrupted"), "Interrupted", "stopping"),
                Arguments.of(new InterruptedException(), "Interrupted", "stopping"),
                Arguments.of(new InterruptedIOException("timeout"), "ConnectionLost", "ecr.local:443"));
    }

    @Test
    void shouldNotQuoteTheAnswerWhenItCannotBeRead() {
        // Given
        SdkClientException thrown =
                SdkClientException.create("Unable to parse", new IOException("at {\"authorizationToken\":\"s3cret\"}"));
        thrown.addSuppressed(new EndpointException("ecr.local:443", true, false));

        // When
        AwsFailure failure = classifier.classify("GetAuthorizationToken", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("MalformedAnswer");
        assertThat(failure.message()).contains("ecr.local:443").doesNotContain("s3cret");
    }

    @Test
    void shouldSayWhatToSetUpWhenThereAreNoCredentials() {
        // Given
        CredentialsException thrown = new CredentialsException("NoCredentials", "None found", "Set AWS_ACCESS_KEY_ID.");

        // When
        AwsFailure failure = classifier.classify("CreateRepository", new IllegalStateException(thrown));

        // Then
        assertThat(failure)
                .isEqualTo(new AwsFailure(
                        Kind.CREDENTIALS,
                        "CreateRepository",
                        "NoCredentials",
                        "None found",
                        null,
                        Optional.of("Set AWS_ACCESS_KEY_ID.")));
    }

    @Test
    void shouldKeepTheFailureWhenItIsClassifiedAlready() {
        // Given
        AwsFailure known = new AwsFailure(Kind.QUOTA, "CreateRepository", "LimitExceededException", "Full", "r");

        // When
        AwsFailure failure = classifier.classify("Other", new AwsException(known, null));

        // Then
        assertThat(failure).isSameAs(known);
    }

    @Test
    void shouldBeTransientWhenTheClientFailsUnexpectedly() {
        // Given
        RuntimeException thrown = new IllegalStateException("internal detail");

        // When
        AwsFailure failure = classifier.classify("CreateRepository", thrown);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("ClientError");
        assertThat(failure.message()).contains("IllegalStateException").doesNotContain("internal detail");
    }

    private static EcrException answer(int status, String code, String message) {
        return answer(status, code, message, "");
    }

    private static EcrException answer(int status, String code, String message, String body) {
        return (EcrException) EcrException.builder()
                .statusCode(status)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .rawResponse(SdkBytes.fromUtf8String(body))
                        .build())
                .build();
    }
}
