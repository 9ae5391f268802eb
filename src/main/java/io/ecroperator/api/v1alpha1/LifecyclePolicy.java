package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Exactly one of typed rules or a text; {@code rules: []} removes the policy from ECR.
 *
 * <p>The rules of validation are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">lifecycle policy
 * parameters</a>; the text is checked by ECR only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.rules) != has(self.policyText)",
        message =
                "lifecyclePolicy takes exactly one of rules and policyText; rules: [] removes the policy from ECR, and"
                        + " no lifecyclePolicy leaves it as it is")
public record LifecyclePolicy(
        @JsonPropertyDescription("The rules, at most 50, in any order: rulePriority decides. Any change replaces the"
                + " policy in ECR; [] removes it. Remove the field only to write policyText instead.")
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(r, self.exists_one(s, s.rulePriority == r.rulePriority))",
                message = "two lifecycle rules have the same rulePriority: give each rule its own number")
        @ValidationRule(
                value = "self.all(a, a.selection.tagStatus != 'any' || self.all(b,"
                        + " b.rulePriority <= a.rulePriority"
                        + " || (has(b.selection.storageClass) && b.selection.storageClass == 'archive')"
                        + " != (has(a.selection.storageClass) && a.selection.storageClass == 'archive')))",
                message = "a lifecycle rule with tagStatus any comes last: give it the highest rulePriority of"
                        + " its storage class")
        @ValidationRule(
                value = "[true, false].all(archive, size(self.filter(r, r.selection.tagStatus == 'untagged'"
                        + " && (has(r.selection.storageClass) && r.selection.storageClass == 'archive')"
                        + " == archive)) <= 1)",
                message = "only one lifecycle rule per storage class may select untagged images: merge them"
                        + " into one rule")
        List<LifecycleRule> rules,

        @JsonPropertyDescription("The policy as JSON text, as PutLifecyclePolicy takes it: 100 to 30720 characters. ECR"
                + " checks it, and a refusal is reported in the conditions. It is compared by meaning, so"
                + " that spaces and order do not count. Any change of meaning replaces the policy in ECR."
                + " Remove the field only to write rules instead.")
        @Size(max = 30720)
        @ValidationRule(
                value = "self.matches(r'^\\s*\\{')",
                message = "policyText of lifecyclePolicy is a JSON object and starts with {; write rules: [] to"
                        + " remove the policy from ECR")
        @ValidationRule(
                value = "size(self) >= 100",
                message = "policyText of lifecyclePolicy has at least 100 characters, as ECR asks: no policy with"
                        + " a rule is shorter")
        String policyText) {

    /** Copies the rules, so that a policy never changes. */
    public LifecyclePolicy {
        rules = Copies.of(rules);
    }
}
