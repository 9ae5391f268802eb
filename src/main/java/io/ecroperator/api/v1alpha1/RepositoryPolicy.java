package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Exactly one of a reference, typed statements or a text; {@code statements: []} removes the policy from ECR.
 *
 * <p>Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html">SetRepositoryPolicy</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value =
                "has(self.statements) ? !has(self.ref) && !has(self.policyText) : has(self.ref) != has(self.policyText)",
        message =
                "repositoryPolicy takes exactly one of ref, statements and policyText; statements: [] removes the policy"
                        + " from ECR, and no repositoryPolicy leaves it as it is")
@ValidationRule(
        value = "!has(self.ref) || !has(self.allowLockout)",
        message =
                "allowLockout of repositoryPolicy goes with statements and policyText: with ref, the EcrRepositoryPolicy"
                        + " says it")
public record RepositoryPolicy(
        @JsonPropertyDescription(
                "A shared policy to take the statements from. Any change of it reaches this repository."
                        + " Removing the field leaves the policy that ECR has.")
        RepositoryPolicyReference ref,

        @JsonPropertyDescription("The statements, at most 100; their order has no meaning. Any change of meaning"
                + " replaces the policy in ECR; [] removes it. Remove the field only to write policyText"
                + " instead.")
        @Size(max = 100)
        List<PolicyStatement> statements,

        @JsonPropertyDescription("The policy as JSON text, as SetRepositoryPolicy takes it: at most 10240 characters"
                + " without white space, which is not sent. ECR checks it, and a refusal is reported in the conditions. It is compared by meaning, so"
                + " that spaces and order do not count. Any change of meaning replaces the policy in ECR."
                + " Remove the field only to write statements instead.")
        @Size(max = 4 * 10_240)
        @ValidationRule(
                value = "self.matches(r'^\\s*\\{')",
                message = "policyText of repositoryPolicy is a JSON object and starts with {; write statements:"
                        + " [] to remove the policy from ECR")
        String policyText,

        @JsonPropertyDescription("Whether to write a policy that keeps the operator itself from changing it later"
                + " (force of SetRepositoryPolicy). Matters at the next write only. Removing it means false:"
                + " ECR then refuses such a policy.")
        Boolean allowLockout) {

    /** Copies the statements, so that a policy never changes. */
    public RepositoryPolicy {
        statements = Copies.of(statements);
    }
}
