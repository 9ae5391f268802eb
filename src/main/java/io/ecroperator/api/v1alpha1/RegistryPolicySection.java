package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a fragment adds to the registry policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegistryPolicySection(
        @JsonPropertyDescription(
                "The statements, at most 50; their order has no meaning. A change replaces the statement of"
                        + " that sid in ECR, one that is taken out here is taken out there; [] takes all out that this object had"
                        + " put there. Cannot be removed; remove the whole section instead.")
        @Required
        @Size(max = 50)
        @ValidationRule(
                value = RegistryConfigurationRules.DISTINCT_SIDS,
                message =
                        "two statements of policy have the same sid: give each its own, since it says whose a statement is")
        List<RegistryPolicyStatement> statements) {

    /** Copies the list, so that a section never changes. */
    public RegistryPolicySection {
        statements = Copies.of(statements);
    }
}
