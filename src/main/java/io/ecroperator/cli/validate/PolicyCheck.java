package io.ecroperator.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.List;
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
        Stream<Finding> faults = document.violations().stream()
                .map(fault -> Finding.of(Topic.POLICY, manifest, policy.field(), fault + "."));
        return Stream.concat(
                faults,
                switch (document) {
                    case LifecyclePolicyDocument lifecycle ->
                        lifecycle.warnings().stream()
                                .map(text -> Finding.of(Topic.ALL_TAGS_REQUIRED, manifest, policy.field(), text));
                    case RepositoryPolicyDocument repository -> open(manifest, policy.field(), tree(repository));
                });
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
        return all.stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow")
                        && statement.path("Condition").isEmpty()
                        && isEverybody(statement.path("Principal")))
                .map(statement -> Finding.of(Topic.OPEN_PRINCIPAL, manifest, field, name(statement) + OPEN + "."));
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
