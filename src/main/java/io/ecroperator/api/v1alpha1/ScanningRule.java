package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which repositories are scanned when. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScanningRule(
        @JsonPropertyDescription(
                "SCAN_ON_PUSH, CONTINUOUS_SCAN (with scanType ENHANCED only) or MANUAL. A change moves the"
                        + " filters to the rule of that frequency. Cannot be removed.")
        @Required
        ScanFrequency scanFrequency,

        @JsonPropertyDescription("Names of repositories, 1 to 100. Cannot be removed; take the whole rule out instead.")
        @Required
        @Size(min = 1, max = 100)
        List<Filter> repositoryFilters) {

    /** Copies the list, so that a rule never changes. */
    public ScanningRule {
        repositoryFilters = Copies.of(repositoryFilters);
    }

    /** Whether it says when and what, and nothing in it cannot be read. */
    boolean lacksNothing() {
        return scanFrequency != null
                && repositoryFilters != null
                && Whole.all(repositoryFilters, which -> which.filter() != null && which.filterType() != null);
    }

    /** When images are scanned. */
    public enum ScanFrequency {
        /** Once, when they are pushed. */
        SCAN_ON_PUSH,
        /** When they are pushed, and again whenever new vulnerabilities are known. */
        CONTINUOUS_SCAN,
        /** When somebody asks. */
        MANUAL
    }

    /** Some repositories, by name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Filter(
            @JsonPropertyDescription(
                    "How filter is read. WILDCARD, where * stands for any characters, is the only one that"
                            + " ECR knows. Cannot be removed.")
            @Required
            FilterType filterType,

            @JsonPropertyDescription(
                    "The names, such as team-a/*, or * for all: 1 to 255 characters. Without a * it means"
                            + " every name that has it anywhere. Cannot be removed; take the whole entry out instead.")
            @Required
            @Size(min = 1, max = 255)
            @ValidationRule(
                    value = RegistryConfigurationRules.SCANNED_NAME,
                    message =
                            "a filter of a scanning rule takes small letters and digits, in groups separated by . _ - or /,"
                                    + " with * for any characters, such as team-a/*")
            String filter) {}

    /** How a filter is read. */
    public enum FilterType {
        /** {@code *} stands for any characters. */
        WILDCARD
    }
}
