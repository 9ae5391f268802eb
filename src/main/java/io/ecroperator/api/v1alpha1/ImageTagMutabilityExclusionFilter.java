package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Tags that a {@code *_WITH_EXCLUSION} mutability leaves out, see <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html">ImageTagMutabilityExclusionFilter</a>.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImageTagMutabilityExclusionFilter(
        @JsonPropertyDescription("How filter is read. WILDCARD, where * stands for any characters, is the only one that"
                + " ECR knows. Cannot be removed.")
        @Required
        FilterType filterType,

        @JsonPropertyDescription(
                "Tags that are left out, such as dev-*: 1 to 128 letters, digits and . _ - *, with * at"
                        + " most twice. A change"
                        + " applies to later pushes. Cannot be removed; take the whole entry out instead.")
        @Required
        @Size(min = 1, max = 128)
        @ValidationRule(
                value = "self.matches(r'^[0-9a-zA-Z._-]*(\\*[0-9a-zA-Z._-]*){0,2}$')",
                messageExpression = "self.matches(r'^[0-9a-zA-Z._*-]*$')"
                        + " ? 'an exclusion filter has at most 2 asterisks: write several filters, up to 5'"
                        + " : 'an exclusion filter takes letters, digits and . _ - with * for any characters, such as"
                        + " dev-*'")
        String filter) {

    /** How the filter is read; ECR knows wildcards only. */
    public enum FilterType {
        /** {@code *} stands for any characters. */
        WILDCARD
    }
}
