package io.ecroperator.aws.error;

import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * AWS's error codes and what they mean. Sources: the error lists of the operations in the ECR, STS and Resource Groups
 * Tagging API references, and "Common Error Types" of the same.
 */
final class ErrorCodes {

    // Services differ in whether a code ends in "Exception"; the suffix carries no meaning.
    private static final String SUFFIX = "Exception";

    private static final Map<Kind, Set<String>> CODES = Map.ofEntries(
            Map.entry(
                    Kind.THROTTLED,
                    Set.of(
                            "Throttling",
                            "Throttled",
                            "RequestThrottled",
                            "RequestLimitExceeded",
                            "TooManyRequests",
                            "SlowDown")),
            Map.entry(
                    Kind.TRANSIENT,
                    Set.of(
                            "Server",
                            "InternalFailure",
                            "InternalError",
                            "InternalServer",
                            "InternalServerError",
                            "InternalService",
                            "ServiceUnavailable",
                            "RequestTimeout",
                            "IDPCommunicationError",
                            // The listing took too long; the next one starts from the first page.
                            "PaginationTokenExpired",
                            // Somebody else's preview; it ends by itself.
                            "LifecyclePolicyPreviewInProgress",
                            // Another backfill into the region; it ends by itself.
                            "ReplicationBackfillInProgress")),
            Map.entry(
                    Kind.CREDENTIALS,
                    Set.of(
                            "ExpiredToken",
                            "UnrecognizedClient",
                            "InvalidClientTokenId",
                            "InvalidAccessKeyId",
                            "SignatureDoesNotMatch",
                            "InvalidSignature",
                            "IncompleteSignature",
                            "MissingAuthenticationToken",
                            "AuthFailure",
                            "InvalidIdentityToken",
                            "IDPRejectedClaim",
                            // The clock is off, so that no signature is accepted.
                            "RequestExpired",
                            "RequestTimeTooSkewed")),
            Map.entry(
                    Kind.DENIED,
                    Set.of(
                            "AccessDenied",
                            "BlockedByOrganizationPolicy",
                            "NotAuthorized",
                            "UnauthorizedOperation",
                            "OptInRequired",
                            "RegionDisabled")),
            Map.entry(
                    Kind.INVALID,
                    Set.of(
                            "InvalidParameter",
                            "InvalidParameterValue",
                            "Validation",
                            "ValidationError",
                            "InvalidTagParameter",
                            "TooManyTags",
                            "UnsupportedUpstreamRegistry",
                            "UnsupportedCommand",
                            "Serialization",
                            "UnknownOperation",
                            "InvalidAction")),
            Map.entry(Kind.QUOTA, Set.of("LimitExceeded")),
            Map.entry(
                    Kind.DEPENDENCY,
                    Set.of("Kms", "SecretNotFound", "UnableToAccessSecret", "UnableToDecryptSecretValue")),
            Map.entry(Kind.NOT_EMPTY, Set.of("RepositoryNotEmpty")));

    private static final Map<String, Kind> KINDS = CODES.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(code -> Map.entry(code, entry.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** What ECR says of things of its own. Of a code like {@code NotFound} nobody knows who says it, nor of what. */
    private static final Set<String> NOT_IN_ECR = Set.of(
            "RepositoryNotFound",
            "RepositoryPolicyNotFound",
            "LifecyclePolicyNotFound",
            "LifecyclePolicyPreviewNotFound",
            "RegistryPolicyNotFound",
            "RegistryNotFound",
            "RepositoryCatalogDataNotFound",
            "PullThroughCacheRuleNotFound",
            "TemplateNotFound",
            "SigningConfigurationNotFound",
            "ExclusionNotFound",
            "ScanNotFound",
            "ReplicationBackfillNotFound",
            "ImageNotFound",
            "ReferencedImagesNotFound",
            "LayersNotFound");

    private ErrorCodes() {}

    /** The kind of an error code; empty for one that is not known. */
    static Optional<Kind> kindOf(String code) {
        String stem = code.endsWith(SUFFIX) ? code.substring(0, code.length() - SUFFIX.length()) : code;
        Kind known = KINDS.get(stem);
        if (known != null) {
            return Optional.of(known);
        }
        if (stem.endsWith("NotFound")) {
            return Optional.of(NOT_IN_ECR.contains(stem) ? Kind.NOT_FOUND : Kind.TRANSIENT);
        }
        return stem.endsWith("AlreadyExists") ? Optional.of(Kind.ALREADY_EXISTS) : Optional.empty();
    }

    /**
     * The kind of an answer without a known code, as gateways, proxies and stand-ins send it. A bare 404 is not
     * {@code NOT_FOUND}: what answers so is no ECR, and a repository must not be taken for deleted on its word.
     */
    static Kind kindOfStatus(int statusCode, boolean codeGiven) {
        return switch (statusCode) {
            case 401 -> Kind.CREDENTIALS;
            case 403 -> Kind.DENIED;
            case 429 -> Kind.THROTTLED;
            case 413 -> Kind.INVALID;
            case 400 -> codeGiven ? Kind.INVALID : Kind.TRANSIENT;
            default -> Kind.TRANSIENT;
        };
    }
}
