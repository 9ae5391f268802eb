package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How the backfill of one destination stands. Written by the operator only; instants are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackfillStatus(
        @JsonPropertyDescription("Region of the destination.") @Size(max = 25)
        String region,

        @JsonPropertyDescription("Account of the destination.") @Size(max = 64)
        String registryId,

        @JsonPropertyDescription(
                "STARTING (it is asked for, and ECR has not answered, or has another one to finish first), then what ECR says:"
                        + " PREPARING, IN_PROGRESS, COMPLETE, FAILED, STOPPING or STOPPED, or UNKNOWN if ECR lists it no more. COMPLETE,"
                        + " FAILED, STOPPED and UNKNOWN stay: a backfill is started once.")
        @Size(max = 32)
        String state,

        @JsonPropertyDescription("ECR's id of the backfill. Absent while it is STARTING.") @Size(max = 64)
        String replicationBackfillId,

        @JsonPropertyDescription(
                "ECR's id of the last backfill to the destination before this one was asked for, so that an answer of ECR"
                        + " that was lost is found again. Absent if there was none.")
        @Size(max = 64)
        String startedAfter,

        @JsonPropertyDescription("When ECR started it.") @Size(max = 64)
        String startedAt,

        @JsonPropertyDescription("When it ended. Absent while it runs.") @Size(max = 64)
        String endedAt,

        @JsonPropertyDescription("How many images it sends, counted once for each tag. Absent until ECR has counted.")
        Integer totalReplicationCount,

        @JsonPropertyDescription("How many of them are there, as of the last look, half a minute apart.")
        Integer completedReplicationCount,

        @JsonPropertyDescription("How many of them could not be sent.")
        Integer failedReplicationCount,

        @JsonPropertyDescription("Why it, or images of it, have failed, in ECR's words.") @Size(max = 16)
        List<@Size(max = 256) String> failureCodes,

        @JsonPropertyDescription("Images that could not be sent, the first 20. Absent before it has ended.")
        @Size(max = 20)
        List<FailedImage> failedImages) {

    /** Copies the lists, so that a status never changes. */
    public BackfillStatus {
        failureCodes = Copies.of(failureCodes);
        failedImages = Copies.of(failedImages);
    }

    /** An image that could not be sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FailedImage(
            @JsonPropertyDescription("The repository.") @Size(max = 256)
            String repositoryName,

            @JsonPropertyDescription("Its tag, or its digest where it has none.") @Size(max = 512)
            String image,

            @JsonPropertyDescription("Why, in ECR's words.") @Size(max = 256)
            String failureCode) {}
}
