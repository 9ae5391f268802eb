package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How the Secret stands. Never holds a token. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrPullSecretStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that the Secret is"
                        + " there and holds a token for every registry that has not expired. Synced is False while a token"
                        + " that is due cannot be renewed.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription("When the first of the tokens expires. They are renewed at half of their life, so this"
                + " lies hours ahead while all is well.")
        @Size(max = 32)
        String expiresAt,

        @JsonPropertyDescription("Names of the Secrets that the operator keeps for this object, the first 20.")
        @Size(max = 20)
        List<@Size(max = 253) String> secretNames,

        @JsonPropertyDescription("The tokens, one entry per region and identity.") @Size(max = 16)
        List<TokenStatus> registries)
        implements Conditioned {

    /** Copies the lists, so that a status never changes. */
    public EcrPullSecretStatus {
        conditions = Copies.of(conditions);
        secretNames = Copies.of(secretNames);
        registries = Copies.of(registries);
    }

    /** One token. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TokenStatus(
            @JsonPropertyDescription(
                    "The region whose registries the token opens as the operator, public for ECR Public, or"
                            + " EcrRegistry/ and the name of the EcrRegistry whose identity it is of.")
            @Size(max = 80)
            String registry,

            @JsonPropertyDescription("When the token in the Secret expires; absent if there is none.") @Size(max = 32)
            String expiresAt,

            @JsonPropertyDescription("When it is renewed; in the past while that fails.") @Size(max = 32)
            String rotateAt,

            @JsonPropertyDescription("Why the last attempt to mint a token failed; absent if it did not.")
            @Size(max = 2000)
            String lastError) {}
}
