package io.ecroperator.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Policies that ECR would refuse, that select less than they seem to, or that open a repository to everybody. */
final class PolicyCheck implements Check {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String OPEN =
            " allows everybody in the world, in any account: name principals, or add a condition"
                    + " such as StringEquals aws:PrincipalOrgID";

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        return objects.stream().flatMap(PolicyCheck::findings);
    }

    private static Stream<Finding> findings(Manifest manifest) {
        return manifest.kind().equals("EcrRegistryConfiguration")
                ? registryPolicy(manifest)
                : WrittenPolicy.of(manifest).flatMap(policy -> findings(manifest, policy));
    }

    private static Stream<Finding> findings(Manifest manifest, WrittenPolicy policy) {
        if (policy.document().isEmpty()) {
            return policy.fault().stream()
                    .map(fault -> Finding.of(Topic.POLICY, manifest, policy.field(), fault + "."));
        }
        PolicyDocument document = policy.document().get();
        if (document.isEmpty()) {
            return Stream.empty();
        }
        List<String> violations = document.violations();
        return Stream.concat(
                findings(Topic.POLICY, manifest, policy.field(), violations),
                switch (document) {
                    case LifecyclePolicyDocument lifecycle ->
                        findings(Topic.ALL_TAGS_REQUIRED, manifest, policy.field(), lifecycle.warnings());
                    case RepositoryPolicyDocument repository ->
                        Stream.concat(
                                violations.isEmpty() ? doubts(manifest, policy.field(), repository) : Stream.empty(),
                                open(
                                        manifest,
                                        policy.field(),
                                        policy.asWritten().orElseGet(() -> tree(repository))));
                });
    }

    /** ECR answers to what is wrong with it by one sentence for all, as it does for repository policies. */
    private static Stream<Finding> registryPolicy(Manifest manifest) {
        String field = "spec.policy.statements";
        JsonNode document = WrittenPolicy.document(manifest.tree().at("/spec/policy/statements"));
        return Stream.concat(
                doubts(manifest, field, RepositoryPolicyDocument.of(document)), open(manifest, field, document));
    }

    private static Stream<Finding> doubts(Manifest manifest, String field, RepositoryPolicyDocument document) {
        return findings(Topic.DOUBTFUL_POLICY, manifest, field, document.suspicions());
    }

    private static Stream<Finding> findings(Topic topic, Manifest manifest, String field, List<String> sentences) {
        return sentences.stream()
                .map(sentence -> sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".")
                .map(sentence -> Finding.of(topic, manifest, field, sentence, WrittenPolicy.part(field, sentence)));
    }

    private static JsonNode tree(RepositoryPolicyDocument document) {
        try {
            return MAPPER.readTree(document.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A policy document wrote what is no JSON", e);
        }
    }

    private static Stream<Finding> open(Manifest manifest, String field, JsonNode document) {
        JsonNode statements = document.path("Statement");
        List<JsonNode> all = statements.isArray() ? statements.valueStream().toList() : List.of(statements);
        return IntStream.range(0, all.size())
                .filter(i -> isOpen(all.get(i)))
                .mapToObj(i -> Finding.of(
                        Topic.OPEN_PRINCIPAL, manifest, field, name(all.get(i)) + OPEN + ".", field + "[" + i + "]"));
    }

    private static boolean isOpen(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow")
                && statement.path("Condition").isEmpty()
                && isEverybody(statement.path("Principal"));
    }

    private static boolean isEverybody(JsonNode principal) {
        JsonNode accounts = principal.isTextual() ? principal : principal.path("AWS");
        return accounts.asText().equals("*")
                || accounts.valueStream().anyMatch(each -> each.asText().equals("*"));
    }

    private static String name(JsonNode statement) {
        String sid = statement.path("Sid").asText();
        return sid.isEmpty() ? "a statement without sid" : "the statement " + sid;
    }
}
