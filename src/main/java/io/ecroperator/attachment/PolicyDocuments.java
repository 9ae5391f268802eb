package io.ecroperator.attachment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
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
}
