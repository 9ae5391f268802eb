package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Either typed statements or a text; {@code statements: []} removes the policy from the template. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.statements) != has(self.policyText)",
        message =
                "repositoryPolicy takes either statements or policyText; statements: [] removes the policy from the template,"
                        + " and no repositoryPolicy leaves it as it is")
public record TemplateRepositoryPolicy(
        @JsonPropertyDescription(
                "The statements, at most 100; their order has no meaning. Any change of meaning"
                        + " replaces the policy in the template; [] removes it. Remove the field only to write policyText instead.")
        @Size(max = 100)
        List<PolicyStatement> statements,

        @JsonPropertyDescription(
                "The policy as JSON text: at most 10240 characters without white space, which is not sent. It is compared by"
                        + " meaning, so that spaces and order do not count. Any change of meaning replaces the policy in the"
                        + " template. Remove the field only to write statements instead.")
        @Size(max = 4 * 10_240)
        @ValidationRule(
                value = "self.matches(r'^\\s*\\{')",
                message =
                        "policyText of a template's repositoryPolicy is a JSON object and starts with {; write statements:"
                                + " [] to remove the policy from the template")
        String policyText) {

    /** Copies the statements, so that a policy never changes. */
    public TemplateRepositoryPolicy {
        statements = Copies.of(statements);
    }
}
