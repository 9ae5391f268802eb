package io.ecroperator.attachment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicySpec;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicyService;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.List;

/** Makes the document that ECR takes from the two forms in which a spec may give it. */
public final class PolicyDocuments {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PolicyDocuments() {}

    /**
     * The document of a shared policy.
     *
     * @throws PolicySyntaxException when its text is no policy
     */
    static PolicyDocument of(SharedPolicySpec spec) {
        return switch (spec) {
            case EcrLifecyclePolicySpec lifecycle -> ofRules(lifecycle.rules(), lifecycle.policyText());
            case EcrRepositoryPolicySpec repository -> ofStatements(repository.statements(), repository.policyText());
        };
    }

    /**
     * The document of typed rules, or of a text where {@code rules} is null.
     *
     * @throws PolicySyntaxException when the text is no policy
     */
    public static LifecyclePolicyDocument ofRules(List<LifecycleRule> rules, String policyText) {
        if (rules == null) {
            return LifecyclePolicyDocument.parse(policyText == null ? "" : policyText);
        }
        ObjectNode document = MAPPER.createObjectNode();
        document.set("rules", MAPPER.valueToTree(rules));
        return LifecyclePolicyDocument.of(document);
    }

    /**
     * The document of typed statements, or of a text where {@code statements} is null.
     *
     * @throws PolicySyntaxException when the text is no policy
     */
    public static RepositoryPolicyDocument ofStatements(List<PolicyStatement> statements, String policyText) {
        return ofStatements(PolicyService.ECR, statements, policyText);
    }

    /** The same for a repository of another service. */
    public static RepositoryPolicyDocument ofStatements(
            PolicyService service, List<PolicyStatement> statements, String policyText) {
        if (statements == null) {
            return RepositoryPolicyDocument.parse(service, policyText == null ? "" : policyText);
        }
        ObjectNode document = MAPPER.createObjectNode();
        document.put("Version", "2012-10-17");
        ArrayNode array = document.putArray("Statement");
        statements.forEach(statement -> array.add(node(statement)));
        return RepositoryPolicyDocument.of(service, document);
    }

    private static ObjectNode node(PolicyStatement statement) {
        ObjectNode node = MAPPER.createObjectNode();
        putUnlessNull(node, "Sid", statement.sid());
        putUnlessNull(node, "Effect", statement.effect());
        putUnlessNull(node, "Principal", statement.principal());
        putUnlessNull(node, "NotPrincipal", statement.notPrincipal());
        putUnlessNull(node, "Action", statement.action());
        putUnlessNull(node, "NotAction", statement.notAction());
        putUnlessNull(node, "Condition", statement.condition());
        return node;
    }

    private static void putUnlessNull(ObjectNode node, String key, Object value) {
        if (value != null) {
            node.set(key, MAPPER.valueToTree(value));
        }
    }
}
