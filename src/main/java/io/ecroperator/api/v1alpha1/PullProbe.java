package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What the login of a pull secret is tried on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PullProbe(
        @JsonPropertyDescription(
                "The name of a repository that the login is to be able to pull from, in every region that the Secret opens: in"
                        + " the first registry of each. Nothing is pulled. Changing it asks anew.")
        @Required
        @Size(min = 2, max = RepositoryNameRules.SCHEMA_CHARACTERS)
        @ValidationRule(value = RepositoryNameRules.VALID, messageExpression = RepositoryNameRules.MESSAGE)
        String repository) {}
