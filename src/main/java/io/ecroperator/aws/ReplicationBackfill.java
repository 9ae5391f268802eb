package io.ecroperator.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backfill as ECR tells of it.
 *
 * @param status one of PREPARING, IN_PROGRESS, COMPLETE, FAILED, STOPPING, STOPPED, or what a later version of ECR says
 * @param endedAt empty while it runs
 * @param progress empty until the images are counted
 * @param failureCode why the backfill as a whole has failed
 */
public record ReplicationBackfill(
        String replicationBackfillId,
        RegistryId destination,
        String status,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Progress> progress,
        Optional<String> failureCode) {

    /** The status of one that has ended well, though single images may have failed. */
    public static final String COMPLETE = "COMPLETE";

    /** The code of a refusal to start one, because another one runs into the region. */
    public static final String RUNS = "ReplicationBackfillInProgressException";

    private static final Set<String> ENDED = Set.of(COMPLETE, "FAILED", "STOPPED");

    /** Whether a backfill of that status changes no more. */
    public static boolean hasEnded(String status) {
        return ENDED.contains(status);
    }

    /**
     * How many images, counted once for each tag.
     *
     * @param failureCodes why some have failed
     */
    public record Progress(int total, int completed, int failed, List<String> failureCodes) {

        /** Copies the list. */
        public Progress {
            failureCodes = List.copyOf(failureCodes);
        }
    }
}
