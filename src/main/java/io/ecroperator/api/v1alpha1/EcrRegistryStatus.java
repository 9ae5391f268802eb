package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator knows of the registry. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EcrRegistryStatus(
        @JsonPropertyDescription("metadata.generation of the spec that this status speaks of. Lower than"
                + " metadata.generation: the operator has not seen the last edit yet; -1: it has seen none.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "State by aspect, one entry per type. Ready is the summary: True means that the credentials"
                        + " were accepted and belong to spec.accountId.")
        @Size(max = 16)
        List<Condition> conditions,

        @JsonPropertyDescription(
                "The account that the credentials belong to, as AWS says. Absent until it has been asked.")
        @Size(max = 64)
        String accountId,

        @JsonPropertyDescription(
                "ARN of who calls ECR, as AWS says; that of the session, if a role is assumed. Absent until"
                        + " it has been asked.")
        @Size(max = 2048)
        String principalArn,

        @JsonPropertyDescription(
                "How many repositories the last listing found, whoever they belong to. Absent while nothing"
                        + " uses the registry, or while it cannot be listed.")
        @Min(0)
        Integer repositories,

        @JsonPropertyDescription(
                "The operations that AWS has throttled in the last five minutes, by name. Calls wait for their turn"
                        + " at the rate that AWS lets through; nothing is lost. Absent if there are none.")
        @Size(max = ThrottledOperation.MOST)
        List<ThrottledOperation> throttledOperations)
        implements Conditioned {

    /** Copies the list, so that a status never changes. */
    public EcrRegistryStatus {
        conditions = Copies.of(conditions);
        throttledOperations = Copies.of(throttledOperations);
    }

    /** An operation that AWS throttles. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ThrottledOperation(
            @JsonPropertyDescription("AWS's name of the operation, such as DescribeRepositories.") @Size(max = 64)
            String operation,

            @JsonPropertyDescription("When that began, as far as this process has seen, RFC 3339 in UTC.")
            @Size(max = 32)
            String since,

            @JsonPropertyDescription("About how many calls of it per second AWS lets through, such as 0.2 or 45.")
            @Size(max = 16)
            String callsPerSecond) {

        /** So many are told. */
        public static final int MOST = 32;
    }
}
