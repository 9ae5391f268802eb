package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How the Secrets stand. Never holds a token. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterEcrPullSecretStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that every selected"
                        + " namespace has the Secret, with a token for every registry that has not expired.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription("When the first of the tokens expires, of all namespaces.") @Size(max = 32)
        String expiresAt,

        @JsonPropertyDescription("How many namespaces are selected.") @Min(0)
        Integer targets,

        @JsonPropertyDescription("In how many of them the Secret is there, with valid tokens.") @Min(0)
        Integer readyTargets,

        @JsonPropertyDescription("Namespaces in which it is not, the first 20 by name.") @Size(max = 20)
        List<FailedTarget> failedTargets,

        @JsonPropertyDescription(
                "The tokens, one entry per region and identity, each with the earliest dates of all namespaces.")
        @Size(max = 16)
        List<EcrPullSecretStatus.TokenStatus> registries)
        implements Conditioned {

    /** Copies the lists, so that a status never changes. */
    public ClusterEcrPullSecretStatus {
        conditions = Copies.of(conditions);
        failedTargets = Copies.of(failedTargets);
        registries = Copies.of(registries);
    }

    /** A namespace without a valid Secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FailedTarget(
            @JsonPropertyDescription("The name of the namespace.") @Size(max = 63)
            String namespace,

            @JsonPropertyDescription("Why, as a reason of conditions.") @Size(max = 64)
            String reason,

            @JsonPropertyDescription("Why, in a sentence.") @Size(max = 2000)
            String message) {}
}
