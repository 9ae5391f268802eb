package io.ecroperator.emulator;

/**
 * One decoded API call.
 *
 * @param service IAM prefix of the service: {@code ecr}, {@code ecr-public}, {@code sts} or {@code tag}
 * @param operation operation name, for example {@code CreateRepository}
 * @param caller who signed it
 * @param region region of the credential scope
 * @param parameters request members
 */
record AwsRequest(String service, String operation, Caller caller, String region, Parameters parameters) {
    /** {@return the caller's own registry in the request's region} */
    RegistryKey ownRegistry() {
        return new RegistryKey(caller.account(), region);
    }

    /** {@return the repository the request is about, taken from its name or ARN; empty if none is named} */
    String repositoryName() {
        String name = parameters.body().path("repositoryName").asText("");
        if (!name.isEmpty()) {
            return name;
        }
        String arn = parameters.body().path("resourceArn").asText("");
        int at = arn.indexOf(":repository/");
        return at < 0 ? "" : arn.substring(at + ":repository/".length());
    }
}
