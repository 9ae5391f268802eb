package io.ecroperator.emulator;

import java.util.Map;

/** An error as AWS answers it. Thrown by handlers, turned into the protocol's error form by {@link AwsEndpoint}. */
final class AwsError extends RuntimeException {
    static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final String code;
    private final int status;
    private final Map<String, String> members;

    private AwsError(String code, String message, int status, Map<String, String> members) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.members = members;
    }

    static AwsError of(String code, String message) {
        return new AwsError(code, message, BAD_REQUEST, Map.of());
    }

    static AwsError of(String code, String message, int status) {
        return new AwsError(code, message, status, Map.of());
    }

    /** ECR's wrapper for everything its own validation refuses. */
    static AwsError invalidParameter(String parameter, String constraint) {
        return of(
                "InvalidParameterException",
                "Invalid parameter at '%s' failed to satisfy constraint: '%s'".formatted(parameter, constraint));
    }

    static AwsError throttled() {
        return of("ThrottlingException", "Rate exceeded");
    }

    static AwsError server() {
        return of("ServerException", "These errors are usually caused by a server-side issue.", SERVER_ERROR);
    }

    static AwsError repositoryNotFound(String name, String account) {
        return of(
                "RepositoryNotFoundException",
                "The repository with name '%s' does not exist in the registry with id '%s'".formatted(name, account));
    }

    static AwsError repositoryAlreadyExists(String name, String account) {
        return of(
                "RepositoryAlreadyExistsException",
                "The repository with name '%s' already exists in the registry with id '%s'".formatted(name, account));
    }

    static AwsError repositoryNotEmpty(String name, String account) {
        return of(
                "RepositoryNotEmptyException",
                "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images"
                        .formatted(name, account));
    }

    static AwsError lifecyclePolicyNotFound(String name, String account) {
        return of(
                "LifecyclePolicyNotFoundException",
                "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'"
                        .formatted(name, account));
    }

    static AwsError repositoryPolicyNotFound(String name, String account) {
        return of(
                "RepositoryPolicyNotFoundException",
                "Repository policy does not exist for the repository with name '%s' in the registry with id '%s'"
                        .formatted(name, account));
    }

    /** KmsException carries KMS's own error code beside the message. */
    static AwsError kms(String kmsError, String message) {
        return new AwsError("KmsException", message, BAD_REQUEST, Map.of("kmsError", kmsError));
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    /** {@return further members of the error shape} */
    Map<String, String> members() {
        return members;
    }
}
