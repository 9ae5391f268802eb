package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How the account's registry in ECR Public is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PublicRegistryCatalogData(
        @JsonPropertyDescription(
                "The name that the Amazon ECR Public Gallery shows for the registry, 1 to 100 characters. Two objects of the"
                        + " account, of any region, that say different names are in conflict, and ECR keeps what it has. Cannot be"
                        + " removed; remove publicRegistryCatalogData instead.")
        @Required
        @Size(min = 1, max = 100)
        String displayName) {

    /** Whether it says the name. */
    boolean lacksNothing() {
        return displayName != null;
    }
}
