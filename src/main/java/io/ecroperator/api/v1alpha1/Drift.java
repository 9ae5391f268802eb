package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Facets that differ from the spec without an edit of the spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drift(
        @JsonPropertyDescription("What differs, by the names of the fields in spec.") @Size(max = 32)
        List<@Size(max = 128) String> facets,

        @JsonPropertyDescription("When the operator first saw the difference, RFC 3339 in UTC.") @Size(max = 64)
        String detectedAt) {

    /** Copies the list, so that a drift never changes. */
    public Drift {
        facets = Copies.of(facets);
    }
}
