package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Either typed rules or a text; {@code rules: []} removes the policy from the template. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.rules) != has(self.policyText)",
        message =
                "lifecyclePolicy takes either rules or policyText; rules: [] removes the policy from the template, and no"
                        + " lifecyclePolicy leaves it as it is")
public record TemplateLifecyclePolicy(
        @JsonPropertyDescription("The rules, at most 50, in any order: rulePriority decides. Any change replaces the"
                + " policy in the template; [] removes it. Remove the field only to write policyText instead.")
        @Size(max = 50)
        @ValidationRule(value = LifecycleRules.RULES, messageExpression = LifecycleRules.RULES_MESSAGE)
        List<LifecycleRule> rules,

        @JsonPropertyDescription(
                "The policy as JSON text: 100 to 30720 characters without white space, which is not sent. It is compared by"
                        + " meaning, so that spaces and order do not count. Any change of meaning replaces the policy in the"
                        + " template. Remove the field only to write rules instead.")
        @Size(max = LifecycleRules.TEXT_CHARACTERS)
        @ValidationRule(value = LifecycleRules.TEXT, messageExpression = LifecycleRules.TEMPLATE_TEXT_MESSAGE)
        String policyText) {

    /** Copies the rules, so that a policy never changes. */
    public TemplateLifecyclePolicy {
        rules = Copies.of(rules);
    }
}
