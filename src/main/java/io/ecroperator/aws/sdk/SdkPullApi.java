package io.ecroperator.aws.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsErrorClassifier;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.error.EndpointException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Asks over the HTTP client of the SDK, so that proxies and trust are those of the other calls.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests">pulling
 *     manifests, and the codes of errors</a>
 */
final class SdkPullApi implements PullApi {

    private static final String TAG = "ecr-operator-pull-probe";
    private static final String OPERATION = "GET manifest";
    private static final String NO_REPOSITORY = "NAME_UNKNOWN";
    private static final String NO_MANIFEST = "MANIFEST_UNKNOWN";
    private static final String DENIED = "DENIED";

    /** An error is a few hundred bytes. */
    private static final int MAX_ANSWER = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<SdkHttpClient> http;
    private final AwsErrorClassifier classifier = new AwsErrorClassifier();

    SdkPullApi(Supplier<SdkHttpClient> http) {
        this.http = http;
    }

    @Override
    public PullAnswer mayPull(RegistryToken token, String host, String repository) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + "/v2/" + repository + "/manifests/" + TAG))
                .putHeader("Authorization", "Basic " + token.authorizationToken())
                .putHeader(
                        "Accept",
                        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
                                + " application/vnd.docker.distribution.manifest.v2+json")
                .build();
        try {
            HttpExecuteResponse answer = http.get()
                    .prepareRequest(
                            HttpExecuteRequest.builder().request(request).build())
                    .call();
            return read(answer.httpResponse().statusCode(), host, body(answer));
        } catch (IOException | RuntimeException thrown) {
            return unanswered(host, thrown);
        }
    }

    private PullAnswer unanswered(String host, Exception thrown) {
        if (!(thrown instanceof CredentialsException)) {
            thrown.addSuppressed(new EndpointException(host, false, false));
        }
        return new PullAnswer.Unknown(classifier.classify(OPERATION, thrown).message());
    }

    private static byte[] body(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return new byte[0];
        }
        try (InputStream body = answer.responseBody().get()) {
            return body.readNBytes(MAX_ANSWER);
        }
    }

    /** Pure. */
    static PullAnswer read(int status, String host, byte[] body) {
        if (status == HttpURLConnection.HTTP_OK) {
            return new PullAnswer.Allowed();
        }
        return switch (code(body)) {
            case NO_MANIFEST -> new PullAnswer.Allowed();
            case NO_REPOSITORY -> new PullAnswer.NoSuchRepository();
            case DENIED -> new PullAnswer.Denied(); // with 400 where the login is not for this registry
            default ->
                status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN
                        ? new PullAnswer.Denied()
                        : new PullAnswer.Unknown(host + " answered " + status + " without a code that is known");
        };
    }

    /** The code of the first error; empty if the body is none that a registry gives. */
    private static String code(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8))
                    .path("errors")
                    .path(0)
                    .path("code")
                    .asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
