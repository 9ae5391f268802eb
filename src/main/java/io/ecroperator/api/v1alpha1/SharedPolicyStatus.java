package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Where a shared policy stands. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SharedPolicyStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription("State by aspect, one entry per type. Ready is the summary: True means that every"
                + " repository that the policy is attached to has it in ECR.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription(
                "Digest of the policy in its canonical form: equal digests, equal policies. While NotPermitted, that of"
                        + " the policy which stands on undeclaredRepositories.")
        @Size(max = 128)
        String digest,

        @JsonPropertyDescription("How many repositories the policy is attached to: EcrRepositories, by ref, selector or"
                + " pattern, and repositories that no EcrRepository declares, by pattern.")
        @Min(0)
        Integer attachedRepositories,

        @JsonPropertyDescription("How many of them no EcrRepository declares. Absent without repositoryNamePatterns.")
        @Min(0)
        Integer undeclaredRepositories,

        @JsonPropertyDescription("On how many of them it stands in ECR.") @Min(0)
        Integer syncedRepositories,

        @JsonPropertyDescription("Names of EcrRepositories that do not have the policy yet, and names in ECR of"
                + " repositories that no EcrRepository declares; the first 20.")
        @Size(max = 20)
        List<@Size(max = 253) String> pendingRepositories,

        @JsonPropertyDescription(
                "Names of EcrRepositories that another policy selects or matches too, and names in ECR of"
                        + " repositories that no EcrRepository declares; the first 20. Their policy in ECR stays as it"
                        + " is.")
        @Size(max = 20)
        List<@Size(max = 253) String> conflictingRepositories)
        implements Conditioned {

    /** Copies the lists, so that a status never changes. */
    public SharedPolicyStatus {
        conditions = Copies.of(conditions);
        pendingRepositories = Copies.of(pendingRepositories);
        conflictingRepositories = Copies.of(conflictingRepositories);
    }
}
