package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How the EcrRegistryConfigurations of a registry go together with what others put there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegistryConfigurationMode(
        @JsonPropertyDescription(
                "Merge (default) leaves entries alone that no object has. Exclusive REMOVES them from every section that an"
                        + " object speaks of: replication rules, statements of the registry policy, scanning and signing rules and"
                        + " exclusions of Terraform, the console or another cluster, at once and again and again. Objects in"
                        + " namespaces that this operator does not watch count as others. Sections that no object speaks of, scanType"
                        + " and account settings stay. With Observe in one object of a section nothing is removed there, and its"
                        + " status.plan shows what would be. Removing the field means Merge.")
        Mode mode) {

    /** What becomes of entries that no object has. */
    public enum Mode {
        /** They stay; the default. */
        @JsonProperty("Merge")
        MERGE,

        /** They go from sections that an object speaks of. */
        @JsonProperty("Exclusive")
        EXCLUSIVE
    }
}
