package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What Argo CD is to do with the registries. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArgoCd(
        @JsonPropertyDescription("What is taken from the registries: Helm, Oci or both; one Secret per host for each."
                + " Default: both with ArgoCdRepoCreds, Helm with ArgoCdRepository. A change adds and"
                + " removes Secrets; removing the field means the default.")
        @Size(min = 1, max = 2)
        List<ArgoCdSource> sources,

        @JsonPropertyDescription(
                "What follows the host in url, such as charts or charts/app. Argo CD compares a credential"
                        + " template by plain prefix, so that charts also opens charts-private. A change or"
                        + " removal changes the url of every Secret.")
        @Size(min = 1, max = 256)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([a-z0-9._/-]*[a-z0-9])?$')",
                message = "path takes lower-case letters, digits and . _ - /, and starts and ends with a letter or"
                        + " digit")
        String path,

        @JsonPropertyDescription(
                "The Argo CD project that the repositories belong to; ArgoCdRepository only. Removing it"
                        + " lets every project use them.")
        @Size(min = 1, max = 253)
        String project) {

    /** Copies the list, so that a spec never changes. */
    public ArgoCd {
        sources = Copies.of(sources);
    }
}
