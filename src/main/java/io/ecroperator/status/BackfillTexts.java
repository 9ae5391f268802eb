package io.ecroperator.status;

/** The sentences of the reasons about backfills of a replication. */
final class BackfillTexts {
    private BackfillTexts() {}

    static final ReasonText BACKFILL_STARTED =
            new ReasonText("ECR has begun to replicate images that were there before the destination.", "Nothing.");

    static final ReasonText BACKFILL_PENDING = new ReasonText(
            "A backfill runs, or waits: for the replication rules to be in ECR, or for another backfill to end.",
            "Nothing; status.backfills has the progress.");

    static final ReasonText BACKFILL_COMPLETE = new ReasonText(
            "Every image that was there is at the destinations, and the repositories there have their policies.",
            "Nothing.");

    static final ReasonText BACKFILL_FAILED = new ReasonText(
            "A backfill has ended without all images; status.backfills names them.",
            "Correct what its failureCodes are about, then take the destination out of backfill and add it again.");

    static final ReasonText REPLICAS_BARE = new ReasonText(
            "The backfill is complete, and repositories at a destination have no repository policy or no lifecycle policy: ECR"
                    + " does not replicate these.",
            "Set them by repositoryNamePatterns of an EcrRepositoryPolicy and an EcrLifecyclePolicy of that registry; or leave"
                    + " it, if none are meant.");

    static final ReasonText REPLICAS_UNKNOWN = new ReasonText(
            "The backfill is complete; whether the repositories at the destinations have policies is not known, since no"
                    + " object has them read.",
            "Nothing; or set the policies by repositoryNamePatterns of an EcrRepositoryPolicy and an EcrLifecyclePolicy of an"
                    + " EcrRegistry of the destination.");
}
