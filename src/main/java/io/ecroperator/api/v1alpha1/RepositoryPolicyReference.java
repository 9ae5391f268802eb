package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names an EcrRepositoryPolicy of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RepositoryPolicyReference(
        @JsonPropertyDescription(
                "Name of an EcrRepositoryPolicy in the namespace of this object. As long as there is none,"
                        + " the repository policy in ECR stays as it is and Ready is False. Cannot be removed; take ref out"
                        + " instead.")
        @Required
        @Size(min = 1, max = 253)
        String name) {}
