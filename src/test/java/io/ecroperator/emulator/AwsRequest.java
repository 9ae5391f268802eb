package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.Wildcard;
import java.util.List;
import java.util.Optional;

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
    private static final int ACCOUNT_IN_ARN = 4;

    /** {@return the caller's own registry in the request's region} */
    RegistryKey ownRegistry() {
        return new RegistryKey(caller.account(), region);
    }

    boolean isOf(String wantedService, String wantedOperation) {
        return service.equals(wantedService) && operation.equals(wantedOperation);
    }

    /** {@return the registry that the request names by registryId or ARN, the caller's own if it names none} */
    RegistryKey namedRegistry() {
        String[] arn = parameters.body().path("resourceArn").asText("").split(":", -1);
        if (arn.length > ACCOUNT_IN_ARN) {
            return new RegistryKey(arn[ACCOUNT_IN_ARN], region);
        }
        return new RegistryKey(parameters.body().path("registryId").asText(caller.account()), region);
    }

    /**
     * The repositories that IAM decides about, each by itself: those that the request names, or {@code *} where it asks ECR for
     * all, which a policy for {@code repository/team-a/*} does not allow. Empty where IAM knows no resource but {@code *}.
     *
     * @return repository names, or {@code *}
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">
     *     Service Authorization Reference: resource types of ECR</a>
     */
    List<String> authorisedRepositories() {
        if (!service.startsWith("ecr")) {
            return List.of();
        }
        String name = repositoryName();
        if (!name.isEmpty()) {
            return List.of(name);
        }
        JsonNode names = parameters.body().path("repositoryNames");
        if (!names.isEmpty()) {
            return names.valueStream().map(JsonNode::asText).toList();
        }
        return "DescribeRepositories".equals(operation) ? List.of("*") : List.of();
    }

    /** {@return the first repository that a policy for these names does not allow, {@code *} for all of them} */
    Optional<String> repositoryOutside(String allowed) {
        return authorisedRepositories().stream()
                .filter(repository -> !Wildcard.matches(allowed, repository))
                .findFirst();
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
