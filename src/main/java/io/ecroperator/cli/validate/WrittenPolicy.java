package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicyService;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A policy in an object.
 *
 * @param field where it is, such as {@code spec.lifecyclePolicy}
 * @param document what ECR would get; empty if the text is none
 * @param fault why the text is none
 */
record WrittenPolicy(String field, Optional<PolicyDocument> document, Optional<String> fault) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Those of a sound object, with something in them. */
    static Stream<WrittenPolicy> of(Manifest manifest) {
        JsonNode spec = manifest.tree().path("spec");
        return switch (manifest.kind()) {
            case "EcrRepository", "EcrRepositoryCreationTemplate" ->
                Stream.concat(
                        lifecycle("spec.lifecyclePolicy", spec.path("lifecyclePolicy")),
                        repository(PolicyService.ECR, "spec.repositoryPolicy", spec.path("repositoryPolicy")));
            case "EcrPublicRepository" ->
                repository(PolicyService.ECR_PUBLIC, "spec.repositoryPolicy", spec.path("repositoryPolicy"));
            case "EcrLifecyclePolicy" -> lifecycle("spec", spec);
            case "EcrRepositoryPolicy" -> repository(PolicyService.ECR, "spec", spec);
            default -> Stream.empty();
        };
    }

    private static Stream<WrittenPolicy> lifecycle(String field, JsonNode policy) {
        return policy(
                field,
                policy,
                "rules",
                rules -> LifecyclePolicyDocument.of(JSON.objectNode().set("rules", rules)),
                LifecyclePolicyDocument::parse);
    }

    private static Stream<WrittenPolicy> repository(PolicyService service, String field, JsonNode policy) {
        return policy(
                field,
                policy,
                "statements",
                statements -> RepositoryPolicyDocument.of(service, document(statements)),
                text -> RepositoryPolicyDocument.parse(service, text));
    }

    private static Stream<WrittenPolicy> policy(
            String field, JsonNode policy, String parts, Typed typed, Textual textual) {
        if (policy.has(parts)) {
            return read(field + "." + parts, () -> typed.read(policy.get(parts)));
        }
        return policy.has("policyText")
                ? read(
                        field + ".policyText",
                        () -> textual.read(policy.get("policyText").asText()))
                : Stream.empty();
    }

    private static Stream<WrittenPolicy> read(String field, Supplier<PolicyDocument> reading) {
        try {
            return Stream.of(new WrittenPolicy(field, Optional.of(reading.get()), Optional.empty()));
        } catch (PolicySyntaxException e) {
            return Stream.of(new WrittenPolicy(field, Optional.empty(), Optional.of(e.getMessage())));
        }
    }

    /** Statements as IAM writes them: our fields are IAM's elements, which begin with a capital letter. */
    static ObjectNode document(JsonNode statements) {
        ObjectNode document = JSON.objectNode().put("Version", "2012-10-17");
        ArrayNode array = document.putArray("Statement");
        statements.forEach(statement -> {
            ObjectNode element = array.addObject();
            statement.properties().forEach(field -> {
                String name = field.getKey();
                element.set(Character.toUpperCase(name.charAt(0)) + name.substring(1), field.getValue());
            });
        });
        return document;
    }

    private interface Typed {
        PolicyDocument read(JsonNode parts);
    }

    private interface Textual {
        PolicyDocument read(String text);
    }
}
