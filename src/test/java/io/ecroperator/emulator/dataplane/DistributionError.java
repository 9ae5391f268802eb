package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.HttpURLConnection;
import java.util.Collection;

/**
 * A refusal in the error form of the distribution specification, with ECR's words where they are known: from its API
 * reference and from what clients print in public issues.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes">Error codes</a>
 */
public final class DistributionError extends RuntimeException {
    private static final int TOO_LARGE = 413;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final transient Answer answer;

    private DistributionError(Answer answer, String message) {
        super(message, null, false, false);
        this.answer = answer;
    }

    private static DistributionError of(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return new DistributionError(Answer.json(status, body), code + ": " + message);
    }

    /** ECR's answer to a request without a login (NVIDIA/enroot#59). */
    static DistributionError notAuthorized(RegistryHost host) {
        String challenge =
                switch (host) {
                    case RegistryHost.Private here ->
                        "Basic realm=\"https://%s/\",service=\"ecr.amazonaws.com\"".formatted(here.name());
                    case RegistryHost.Public here ->
                        "Bearer realm=\"https://%1$s/token/\",service=\"%1$s\",scope=\"aws\"".formatted(here.name());
                };
        Answer answer = Answer.text(HttpURLConnection.HTTP_UNAUTHORIZED, "Not Authorized\n")
                .with("Www-Authenticate", challenge);
        return new DistributionError(answer, "Not Authorized");
    }

    /** A login that ECR did not mint, or not for this host (kreuzwerker/terraform-provider-docker#666). */
    static DistributionError invalidLogin() {
        return of(HttpURLConnection.HTTP_BAD_REQUEST, "DENIED", "Your Authorization Token is invalid.");
    }

    /** A login that was good once (CircleCI-Public/aws-ecr-orb#265). */
    static DistributionError expiredLogin() {
        return denied("Your authorization token has expired. Reauthenticate and try again.");
    }

    /** The same for a bearer of ECR Public, which answers 400 and no challenge (aws/containers-roadmap#2835). */
    static DistributionError expiredBearer() {
        return of(
                HttpURLConnection.HTTP_BAD_REQUEST,
                "DENIED",
                "Your authorization token has expired. Reauthenticate and try again.");
    }

    /**
     * The identity may not do that.
     *
     * @param message IAM's words
     * @return 403 DENIED
     */
    public static DistributionError denied(String message) {
        return of(HttpURLConnection.HTTP_FORBIDDEN, "DENIED", message);
    }

    /**
     * There is no such repository.
     *
     * @param name repository
     * @param registry account id, or alias of a public registry
     * @return 404 NAME_UNKNOWN
     */
    public static DistributionError nameUnknown(String name, String registry) {
        return of(
                HttpURLConnection.HTTP_NOT_FOUND,
                "NAME_UNKNOWN",
                "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, registry));
    }

    /**
     * The tag has an image already and may not be given to another.
     *
     * @param message words of PutImage's ImageTagAlreadyExistsException
     * @return 400 TAG_INVALID
     */
    public static DistributionError tagImmutable(String message) {
        return of(HttpURLConnection.HTTP_BAD_REQUEST, "TAG_INVALID", message);
    }

    /**
     * Whatever else PutImage refuses.
     *
     * @param message its words
     * @return 400 MANIFEST_INVALID
     */
    public static DistributionError manifestInvalid(String message) {
        return of(HttpURLConnection.HTTP_BAD_REQUEST, "MANIFEST_INVALID", message);
    }

    /**
     * A manifest names content that was not pushed before it (oras-project/oras-py#54).
     *
     * @param what Layers or Images
     * @param digests what is missing
     * @param repository repository
     * @param registry account id
     * @return 404 BLOB_UPLOAD_UNKNOWN
     */
    public static DistributionError contentMissing(
            String what, Collection<String> digests, String repository, String registry) {
        return of(
                HttpURLConnection.HTTP_NOT_FOUND,
                "BLOB_UPLOAD_UNKNOWN",
                "%s with digests '%s' required for pushing image into repository with name '%s' in the registry with id '%s' do not exist"
                        .formatted(what, digests, repository, registry));
    }

    static DistributionError manifestUnknown() {
        return of(HttpURLConnection.HTTP_NOT_FOUND, "MANIFEST_UNKNOWN", "Requested image not found");
    }

    static DistributionError blobUnknown() {
        return of(HttpURLConnection.HTTP_NOT_FOUND, "BLOB_UNKNOWN", "blob unknown to registry");
    }

    static DistributionError uploadUnknown() {
        return of(HttpURLConnection.HTTP_NOT_FOUND, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }

    static DistributionError rangeNotSatisfiable() {
        return of(RANGE_NOT_SATISFIABLE, "UNSUPPORTED", "The requested range is not satisfiable");
    }

    static DistributionError chunkOutOfOrder() {
        return of(RANGE_NOT_SATISFIABLE, "BLOB_UPLOAD_INVALID", "The chunk does not begin where the upload ended");
    }

    static DistributionError digestUnsupported(String digest) {
        return of(
                HttpURLConnection.HTTP_BAD_REQUEST,
                "DIGEST_INVALID",
                "The digest '%s' is not a SHA-256 digest".formatted(digest));
    }

    static DistributionError tagInvalid(String tag) {
        return of(HttpURLConnection.HTTP_BAD_REQUEST, "TAG_INVALID", "The tag '%s' is invalid".formatted(tag));
    }

    static DistributionError digestInvalid(String actual) {
        return of(
                HttpURLConnection.HTTP_BAD_REQUEST,
                "DIGEST_INVALID",
                "The provided digest does not match the content, which has " + actual);
    }

    static DistributionError tooLarge(String message) {
        return of(TOO_LARGE, "SIZE_INVALID", message);
    }

    static DistributionError unsupported() {
        return of(HttpURLConnection.HTTP_BAD_METHOD, "UNSUPPORTED", "The operation is unsupported.");
    }

    static DistributionError defect(RuntimeException bug) {
        return of(HttpURLConnection.HTTP_INTERNAL_ERROR, "UNKNOWN", "Emulator defect: " + bug.getClass());
    }

    Answer answer() {
        return answer;
    }
}
