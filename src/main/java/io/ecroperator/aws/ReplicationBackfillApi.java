package io.ecroperator.aws;

import java.util.List;

/**
 * Backfills: replications of the images that were in the registry before a destination. The method names are the IAM actions.
 * ECR keeps them for 90 days, runs ten at once in a registry, and one into a region.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}.
 */
public interface ReplicationBackfillApi {

    /**
     * Has all images that the replication configuration means for the destination replicated to it. {@link ReplicationBackfill#RUNS} is the
     * code of the failure while another one runs into its region, {@code QUOTA} its kind while ten run, and {@code INVALID}
     * where the replication configuration lacks the destination.
     */
    ReplicationBackfill startReplicationBackfill(RegistryId destination);

    /** All backfills of the last 90 days, in no order; one call for 50. */
    List<ReplicationBackfill> listReplicationBackfills();

    /** Images that could not be replicated, so many at most (100 are one call); none before the backfill has ended. */
    List<FailedReplication> describeReplicationBackfillResults(String replicationBackfillId, int atMost);
}
