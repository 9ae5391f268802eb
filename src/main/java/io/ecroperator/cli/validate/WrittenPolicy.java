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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A policy in an object.
 *
 * @param field where it is, such as {@code spec.lifecyclePolicy}
 * @param document what ECR would get; empty if the text is none
 * @param fault why the text is none
 * @param asWritten the policy of typed statements, as IAM writes them and in the author's order
 */
record WrittenPolicy(
        String field, Optional<PolicyDocument> document, Optional<String> fault, Optional<JsonNode> asWritten) {

    private static final Pattern PART = Pattern.compile("(?:rules|Statement)\\[([0-9]{1,9})]");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Which part of a field a sentence about it begins with, such as {@code spec.rules[0]}; the field if with none. */
    static String part(String field, String sentence) {
        Matcher part = PART.matcher(sentence);
        return part.lookingAt() ? field + "[" + part.group(1) + "]" : field;
    }

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
        JsonNode rules = policy.path("rules");
        return rules.isArray()
                ? read(
                        field + ".rules",
                        Optional.empty(),
                        () -> LifecyclePolicyDocument.of(JSON.objectNode().set("rules", rules)))
                : text(field, policy, LifecyclePolicyDocument::parse);
    }

    private static Stream<WrittenPolicy> repository(PolicyService service, String field, JsonNode policy) {
        JsonNode statements = policy.path("statements");
        if (statements.isArray()) {
            ObjectNode document = document(statements);
            return read(
                    field + ".statements", Optional.of(document), () -> RepositoryPolicyDocument.of(service, document));
        }
        return text(field, policy, text -> RepositoryPolicyDocument.parse(service, text));
    }

    private static Stream<WrittenPolicy> text(String field, JsonNode policy, Function<String, PolicyDocument> reading) {
        JsonNode text = policy.path("policyText");
        return text.isTextual()
                ? read(field + ".policyText", Optional.empty(), () -> reading.apply(text.textValue()))
                : Stream.empty();
    }

    private static Stream<WrittenPolicy> read(
            String field, Optional<JsonNode> asWritten, Supplier<PolicyDocument> reading) {
        try {
            return Stream.of(new WrittenPolicy(field, Optional.of(reading.get()), Optional.empty(), asWritten));
        } catch (PolicySyntaxException e) {
            return Stream.of(new WrittenPolicy(field, Optional.empty(), Optional.of(e.getMessage()), asWritten));
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
}
