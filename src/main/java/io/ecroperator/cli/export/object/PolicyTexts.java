package io.ecroperator.cli.export.object;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.attachment.PolicyDocuments;
import java.util.ArrayList;
import java.util.List;

/** Takes policies of an object from fields to text. */
final class PolicyTexts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PolicyTexts() {}

    /** The same object with each of its policies as text; {@code why} ends the remark about each. */
    static ExportedObject instead(ExportedObject typed, String why) {
        ObjectNode object = typed.object().deepCopy();
        List<String> remarks = new ArrayList<>(typed.remarks());
        JsonNode spec = object.path("spec");
        replace(spec.path("lifecyclePolicy"), "spec.lifecyclePolicy", why, remarks);
        replace(spec.path("repositoryPolicy"), "spec.repositoryPolicy", why, remarks);
        replace(spec, "spec.policyText", why, remarks);
        return new ExportedObject(object, remarks);
    }

    private static void replace(JsonNode policy, String field, String why, List<String> remarks) {
        if (!(policy instanceof ObjectNode object)) {
            return;
        }
        JsonNode rules = object.remove("rules");
        JsonNode statements = object.remove("statements");
        if (rules != null) {
            object.put(
                    "policyText",
                    TypedPolicies.laidOut(PolicyDocuments.ofRules(
                            MAPPER.convertValue(rules, new TypeReference<List<LifecycleRule>>() {}), null)));
        } else if (statements != null) {
            object.put(
                    "policyText",
                    TypedPolicies.laidOut(PolicyDocuments.ofStatements(
                            MAPPER.convertValue(statements, new TypeReference<List<PolicyStatement>>() {}), null)));
        }
        if (rules != null || statements != null) {
            remarks.add(field + " is text: " + why + ".");
        }
    }
}
