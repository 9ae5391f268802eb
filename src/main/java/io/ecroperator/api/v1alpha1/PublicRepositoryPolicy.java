package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * Either typed statements or a text; {@code statements: []} removes the policy from ECR Public.
 *
 * <p>Limits are those of <a
 * href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_SetRepositoryPolicy.html">SetRepositoryPolicy</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.statements) != has(self.policyText)",
        message =
                "repositoryPolicy of a public repository takes either statements or policyText; statements: [] removes the"
                        + " policy, and no repositoryPolicy leaves it as it is")
public record PublicRepositoryPolicy(
        @JsonPropertyDescription("The statements, at most 100; their order has no meaning. Any change of meaning"
                + " replaces the policy in ECR; [] removes it. Remove the field only to write policyText"
                + " instead.")
        @Size(max = 100)
        List<PublicPolicyStatement> statements,

        @JsonPropertyDescription(
                "The policy as JSON text: at most 10240 characters without white space, which is not sent."
                        + " It is compared by meaning, so that spaces and order do not count. Any change of meaning replaces the"
                        + " policy in ECR. Remove the field only to write statements instead.")
        @Size(max = 4 * 10_240)
        @ValidationRule(
                value = "self.matches(r'^\\s*\\{')",
                message =
                        "policyText of a public repository is a JSON object and starts with {; write statements: [] to"
                                + " remove the policy")
        String policyText,

        @JsonPropertyDescription("Whether to write a policy that keeps the operator itself from changing it later"
                + " (force of SetRepositoryPolicy). Matters at the next write only. Removing it means false:"
                + " ECR then refuses such a policy.")
        Boolean allowLockout) {

    /** Copies the statements, so that a policy never changes. */
    public PublicRepositoryPolicy {
        statements = Copies.of(statements);
    }
}
