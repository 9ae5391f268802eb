package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** How fast an account and region may be called at most. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegistryRateLimit(
        @JsonPropertyDescription("Calls per second, 1 to 500, of all operations together. Cannot be removed.")
        @Required
        @Min(1)
        @Max(500)
        Integer callsPerSecond) {}
