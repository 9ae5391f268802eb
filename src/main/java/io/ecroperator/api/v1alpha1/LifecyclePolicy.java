package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Exactly one of a reference, typed rules or a text; {@code rules: []} removes the policy from ECR.
 *
 * <p>The rules of validation are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">lifecycle policy
 * parameters</a>; the text is checked by ECR only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.rules) ? !has(self.ref) && !has(self.policyText) : has(self.ref) != has(self.policyText)",
        message = "lifecyclePolicy takes exactly one of ref, rules and policyText; rules: [] removes the policy from"
                + " ECR, and no lifecyclePolicy leaves it as it is")
public record LifecyclePolicy(
        @JsonPropertyDescription("A shared policy to take the rules from. Any change of it reaches this repository."
                + " Removing the field leaves the policy that ECR has.")
        LifecyclePolicyReference ref,

        @JsonPropertyDescription("The rules, at most 50, in any order: rulePriority decides. Any change replaces the"
                + " policy in ECR; [] removes it. Remove the field only to write policyText instead.")
        @Size(max = 50)
        @ValidationRule(value = LifecycleRules.RULES, messageExpression = LifecycleRules.RULES_MESSAGE)
        List<LifecycleRule> rules,

        @JsonPropertyDescription("The policy as JSON text, as PutLifecyclePolicy takes it: 100 to 30720 characters"
                + " without white space, which is not sent. ECR checks it, and a refusal is reported in the conditions. It is compared by meaning, so"
                + " that spaces and order do not count. Any change of meaning replaces the policy in ECR."
                + " Remove the field only to write rules instead.")
        @Size(max = LifecycleRules.TEXT_CHARACTERS)
        @ValidationRule(value = LifecycleRules.TEXT, messageExpression = LifecycleRules.INLINE_TEXT_MESSAGE)
        String policyText) {

    /** Copies the rules, so that a policy never changes. */
    public LifecyclePolicy {
        rules = Copies.of(rules);
    }
}
