package io.ecroperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.apiserver.WriteRefusal.Kind;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteRefusalTest {

    /** The sentences are those of kube-apiserver 1.34. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            403 | configmaps "x" is forbidden: User "system:serviceaccount:a:b" cannot create resource "configmaps" in API group "" in the namespace "team" | FORBIDDEN | create configmaps
            403 | configmaps "x" is forbidden: exceeded quota: few, requested: count/configmaps=1, used: count/configmaps=3, limited: count/configmaps=3 | QUOTA_EXCEEDED | few, used count/configmaps=3, limited to count/configmaps=3
            403 | secrets "x" is forbidden: failed quota: few: must specify count/secrets | QUOTA_EXCEEDED | few
            403 | configmaps "x" is forbidden: status unknown for quota: few, resources: count/configmaps | QUOTA_EXCEEDED | few
            403 | secrets "x" is forbidden: some plugin says no | ADMISSION_DENIED | ``
            403 | `` | FORBIDDEN | ``
            403 | admission webhook "labels.acme.example" denied the request: no label team | ADMISSION_DENIED | webhook labels.acme.example
            400 | admission webhook "labels.acme.example" denied the request without explanation | ADMISSION_DENIED | webhook labels.acme.example
            422 | configmaps "x" is forbidden: ValidatingAdmissionPolicy 'few.acme.example' with binding 'all' denied request: failed expression: false | ADMISSION_DENIED | ValidatingAdmissionPolicy few.acme.example
            500 | Internal error occurred: failed calling webhook "labels.acme.example": failed to call webhook: Post "https://x": context deadline exceeded | ADMISSION_UNAVAILABLE | labels.acme.example
            500 | Internal error occurred: failed to encrypt | INTERNAL_ERROR | ``
            404 | configmaps "x" not found | CONFLICT | ``
            409 | Operation cannot be fulfilled on configmaps "x" | CONFLICT | ``
            413 | Request entity too large: limit is 3145728 | INVALID | it is too large
            401 | Unauthorized | UNAVAILABLE | it does not accept the operator's credentials
            429 | too many requests | THROTTLED | ``
            503 | the server is currently unable to handle the request | UNAVAILABLE | ``
            504 | Timeout: request did not complete within the allotted timeout | UNAVAILABLE | ``
            0 | `` | UNAVAILABLE | ``
            """)
    void shouldTellWhatTheAnswerMeans(int code, String said, Kind kind, String detail) {
        // When
        WriteRefusal refusal = WriteRefusal.of(thrown(code, said));

        // Then
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.detail()).isEqualTo(detail);
        assertThat(refusal.trouble()).isEqualTo(kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE);
        assertThat(refusal.message("Secret x", "deploy/pull-secrets"))
                .startsWith("Secret x was not written: ")
                .endsWith(".")
                .contains(detail);
    }

    @Test
    void shouldTellANamespaceThatIsBeingDeletedFromARight() {
        // Given
        KubernetesClientException created = thrown(
                403,
                "unable to create new content in namespace team",
                cause("metadata.namespace", "namespace team is being terminated", "NamespaceTerminating"));
        KubernetesClientException gone = thrown(
                404,
                "namespaces \"team\" not found",
                new StatusDetailsBuilder().withKind("namespaces").build());

        // Then
        assertThat(WriteRefusal.of(created).kind()).isEqualTo(Kind.NAMESPACE_TERMINATING);
        assertThat(WriteRefusal.of(gone).kind()).isEqualTo(Kind.NAMESPACE_TERMINATING);
        assertThat(WriteRefusal.of(created).message("Secret x", "deploy/pull-secrets"))
                .doesNotContain("deploy/");
    }

    @Test
    void shouldNameTheFieldsAndNeverWhatWasSent() {
        // Given
        KubernetesClientException thrown = thrown(
                422,
                "Secret \"x\" is invalid: data: Invalid value: \"s3cret\"",
                cause("data[.dockerconfigjson]", "Invalid value: \"s3cret\"", "FieldValueInvalid"));

        // When
        WriteRefusal refusal = WriteRefusal.of(thrown);

        // Then
        assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
        assertThat(refusal.message("Secret x", "deploy/pull-secrets"))
                .contains("(data[.dockerconfigjson])")
                .doesNotContain("s3cret");
    }

    @Test
    void shouldTellWhatIsImmutable() {
        // Given
        KubernetesClientException thrown = thrown(
                422,
                "ConfigMap \"x\" is invalid",
                cause("data", "Forbidden: field is immutable when `immutable` is set", "FieldValueForbidden"));

        // Then
        assertThat(WriteRefusal.of(thrown).kind()).isEqualTo(Kind.IMMUTABLE);
    }

    @Test
    void shouldWaitAsLongAsTheApiServerAsksButNoLongerThanAMinute() {
        assertThat(WriteRefusal.of(thrown(
                                429,
                                "",
                                new StatusDetailsBuilder()
                                        .withRetryAfterSeconds(30)
                                        .build()))
                        .retry()
                        .first())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(WriteRefusal.of(thrown(
                                429,
                                "",
                                new StatusDetailsBuilder()
                                        .withRetryAfterSeconds(9999)
                                        .build()))
                        .retry()
                        .first())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldSayNothingLong() {
        assertThat(WriteRefusal.of(thrown(403, "exceeded quota: " + "q".repeat(5000)))
                        .detail())
                .hasSizeLessThanOrEqualTo(300);
    }

    private static KubernetesClientException thrown(int code, String said) {
        return thrown(code, said, new StatusDetails());
    }

    private static KubernetesClientException thrown(int code, String said, StatusDetails details) {
        return new KubernetesClientException(new StatusBuilder()
                .withCode(code)
                .withMessage(said)
                .withDetails(details)
                .build());
    }

    private static StatusDetails cause(String field, String message, String reason) {
        return new StatusDetailsBuilder().addNewCause(field, message, reason).build();
    }
}
