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
        Stream<Finding> own = WrittenPolicy.of(manifest).flatMap(policy -> findings(manifest, policy));
        JsonNode registry = manifest.tree().path("spec").path("policy").path("statements");
        return manifest.kind().equals("EcrRegistryConfiguration")
                ? Stream.concat(own, open(manifest, "spec.policy.statements", WrittenPolicy.document(registry)))
                : own;
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
        Stream<Finding> faults =
                document.violations().stream().map(fault -> finding(Topic.POLICY, manifest, policy, fault + "."));
        return Stream.concat(
                faults,
                switch (document) {
                    case LifecyclePolicyDocument lifecycle ->
                        lifecycle.warnings().stream()
                                .map(text -> finding(Topic.ALL_TAGS_REQUIRED, manifest, policy, text));
                    case RepositoryPolicyDocument repository ->
                        open(manifest, policy.field(), policy.asWritten().orElseGet(() -> tree(repository)));
                });
    }

    private static Finding finding(Topic topic, Manifest manifest, WrittenPolicy policy, String message) {
        return Finding.of(topic, manifest, policy.field(), message, policy.part(message));
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
