package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which images are signed, and with which profile of AWS Signer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SigningRule(
        @JsonPropertyDescription(
                "ARN of the signing profile; whoever pushes needs signer:SignPayload on it. A change replaces"
                        + " the rule in ECR. Cannot be removed.")
        @Required
        @Size(max = 200)
        @ValidationRule(
                value = RegistryConfigurationRules.SIGNING_PROFILE,
                message = "signingProfileArn is the ARN of a signing profile, such as"
                        + " arn:aws:signer:eu-central-1:123456789012:/signing-profiles/ecr")
        String signingProfileArn,

        @JsonPropertyDescription(
                "Names of repositories whose images are signed when they are pushed, 1 to 100. Removing it"
                        + " signs the images of every repository of the registry.")
        @Size(min = 1, max = 100)
        List<Filter> repositoryFilters) {

    /** Copies the list, so that a rule never changes. */
    public SigningRule {
        repositoryFilters = Copies.of(repositoryFilters);
    }

    /** Whether it says with what, and nothing in it cannot be read. */
    boolean lacksNothing() {
        return signingProfileArn != null
                && Whole.all(repositoryFilters, which -> which.filter() != null && which.filterType() != null);
    }

    /** Some repositories, by name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Filter(
            @JsonPropertyDescription(
                    "How filter is read. WILDCARD_MATCH, where * stands for any characters, is the only one"
                            + " that ECR knows. Cannot be removed.")
            @Required
            FilterType filterType,

            @JsonPropertyDescription(
                    "The names, such as team-a/*: 1 to 256 characters. Cannot be removed; take the whole"
                            + " entry out instead.")
            @Required
            @Size(min = 1, max = 256)
            @ValidationRule(
                    value = RegistryConfigurationRules.SIGNED_NAME,
                    message =
                            "a filter of a signing rule takes small letters and digits, in groups separated by . _ - or /,"
                                    + " with * for any characters, such as team-a/*")
            String filter) {}

    /** How a filter is read. */
    public enum FilterType {
        /** {@code *} stands for any characters. */
        WILDCARD_MATCH
    }
}
