package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.Iam;
import io.ecroperator.emulator.iam.Keys;
import io.ecroperator.emulator.iam.PolicyDocument.Decision;
import io.ecroperator.emulator.iam.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether AWS lets a request in: credentials first, then the policy of the identity, before it looks at the parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">Actions,
 *     resources, and condition keys for ECR</a>
 */
final class Permissions {
    private static final int FORBIDDEN = 403;
    private static final String STS = "sts";
    private static final String ECR = "ecr";
    private static final String EVERYTHING = "*";

    private final EmulatorState state;

    Permissions(EmulatorState state) {
        this.state = state;
    }

    /** {@return why the request is refused, empty if it is let in} */
    Optional<AwsError> refusal(AwsRequest request) {
        if (isUnsigned(request)) {
            return Optional.empty();
        }
        return invalidCredentials(request).or(() -> denial(request));
    }

    private static boolean isUnsigned(AwsRequest request) {
        return request.isOf(STS, "AssumeRoleWithWebIdentity");
    }

    private Optional<AwsError> invalidCredentials(AwsRequest request) {
        boolean sts = request.service().equals(STS);
        if (request.caller() instanceof Caller.Stranger) {
            String message = "The security token included in the request is invalid";
            return Optional.of(
                    sts
                            ? AwsError.of("InvalidClientTokenId", message, FORBIDDEN)
                            : AwsError.of("UnrecognizedClientException", message + "."));
        }
        boolean expired = request.caller()
                .expiresAt()
                .filter(end -> !state.clock().instant().isBefore(end))
                .isPresent();
        String message = "The security token included in the request is expired";
        return Optional.of(
                        sts
                                ? AwsError.of("ExpiredToken", message, FORBIDDEN)
                                : AwsError.of("ExpiredTokenException", message))
                .filter(error -> expired);
    }

    private Optional<AwsError> denial(AwsRequest request) {
        Iam iam = state.iam();
        return questions(request).stream()
                .flatMap(question -> switch (iam.decide(request.caller(), question)) {
                    case ALLOWED -> Optional.<AwsError>empty().stream();
                    case DENIED, SILENT ->
                        Optional.of(Denial.byIdentityPolicy(
                                        request, question, iam.decide(request.caller(), question) == Decision.DENIED))
                                .stream();
                })
                .findFirst();
    }

    /** STS asks for itself: anybody may know who they are, and a role has its say in who assumes it. */
    private List<Question> questions(AwsRequest request) {
        return switch (request.service()) {
            case ECR -> ofEcr(request);
            case "ecr-public" -> ofEcrPublic(request);
            case "tag" -> List.of(new Question("tag:" + request.operation(), EVERYTHING, keys(request)));
            default -> List.of();
        };
    }

    private List<Question> ofEcrPublic(AwsRequest request) {
        Map<String, List<String>> keys = keys(request);
        String action = "ecr-public:" + request.operation();
        List<String> names = request.authorisedRepositories();
        if (!names.isEmpty()) {
            RegistryKey registry = request.namedRegistry();
            return names.stream()
                    .map(name -> new Question(action, RegistryKind.PUBLIC.arn(registry, name), keys))
                    .toList();
        }
        Question itself = new Question(action, EVERYTHING, keys);
        return request.operation().equals("GetAuthorizationToken")
                ? List.of(itself, new Question("sts:GetServiceBearerToken", EVERYTHING, keys))
                : List.of(itself);
    }

    /** Who gives ECR a role has to be allowed to pass it. */
    private static List<Question> ofRegistry(AwsRequest request) {
        Map<String, List<String>> keys = keys(request);
        Question itself = new Question("ecr:" + request.operation(), EVERYTHING, keys);
        String role = request.parameters().body().path("customRoleArn").asText("");
        return role.isEmpty() ? List.of(itself) : List.of(itself, new Question("iam:PassRole", role, keys));
    }

    /** Tags in CreateRepository take the right to tag beside the one to create. */
    private List<Question> ofEcr(AwsRequest request) {
        List<String> names = request.authorisedRepositories();
        if (names.isEmpty()) {
            return ofRegistry(request);
        }
        RegistryKey registry = request.namedRegistry();
        List<Question> questions = new ArrayList<>();
        for (String name : names) {
            String arn = registry.repositoryArn(name);
            Map<String, List<String>> keys = keys(request);
            keys.put("aws:ResourceAccount", List.of(registry.account()));
            Keys.addResourceTags(keys, ECR, tagsOf(registry, name));
            questions.add(new Question("ecr:" + request.operation(), arn, keys));
            if (request.operation().equals("CreateRepository")
                    && !requestTags(request).isEmpty()) {
                questions.add(new Question("ecr:TagResource", arn, keys));
            }
        }
        return questions;
    }

    private static Map<String, List<String>> keys(AwsRequest request) {
        Map<String, List<String>> keys = new HashMap<>(Keys.of(request.caller()));
        keys.put("aws:RequestedRegion", List.of(request.region()));
        Keys.addRequestTags(keys, requestTags(request));
        List<String> removed = request.parameters()
                .body()
                .path("tagKeys")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        Keys.addTagKeys(keys, removed);
        return keys;
    }

    private static Map<String, String> requestTags(AwsRequest request) {
        Map<String, String> tags = new HashMap<>();
        request.parameters()
                .body()
                .path("tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private Map<String, String> tagsOf(RegistryKey registry, String name) {
        return state.registry(registry)
                .find(name)
                .map(repository -> {
                    synchronized (repository) {
                        return repository.tags().tags();
                    }
                })
                .orElse(Map.of());
    }
}
