package io.ecroperator.attachment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import java.util.List;

/** Makes the document that ECR takes from the two forms in which a spec may give it. */
public final class LifecycleDocuments {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LifecycleDocuments() {}

    /**
     * The document of typed rules, or of a text where {@code rules} is null.
     *
     * @throws PolicySyntaxException when the text is no policy
     */
    public static LifecyclePolicyDocument of(List<LifecycleRule> rules, String policyText) {
        if (rules == null) {
            return LifecyclePolicyDocument.parse(policyText == null ? "" : policyText);
        }
        ObjectNode document = MAPPER.createObjectNode();
        document.set("rules", MAPPER.valueToTree(rules));
        return LifecyclePolicyDocument.of(document);
    }
}
