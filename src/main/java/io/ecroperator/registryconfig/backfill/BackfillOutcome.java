package io.ecroperator.registryconfig.backfill;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.status.FailureReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the backfills of one fragment stand.
 *
 * @param consented the destinations that its spec names; empty if it says nothing of backfills
 * @param backfills what its status is to say of them
 * @param waits sentences that say why some are not started yet
 * @param failure of a call
 * @param replicas what is known of the repositories at the destinations; empty if not every backfill is complete
 * @param next when to look again; empty if nothing is on its way
 */
public record BackfillOutcome(
        List<RegistryId> consented,
        List<BackfillStatus> backfills,
        List<String> waits,
        Optional<FailureReport> failure,
        Optional<Replicas> replicas,
        Optional<Duration> next) {

    /** A sweep finds new repositories within so long, by default. */
    private static final Duration REPLICAS_LOOKED_AT = Duration.ofMinutes(5);

    /** Copies the lists. */
    public BackfillOutcome {
        consented = List.copyOf(consented);
        backfills = List.copyOf(backfills);
        waits = List.copyOf(waits);
    }

    /** That of a fragment that says nothing of backfills. */
    public static BackfillOutcome none() {
        return new BackfillOutcome(
                List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether every image is at every destination. */
    public boolean isWhole() {
        return backfills.size() == consented.size() && backfills.stream().allMatch(Backfills::isWhole);
    }

    /** The same with what is known of the replicas, which is looked at again soon, without a call, if that is not all. */
    public BackfillOutcome with(Replicas known) {
        boolean all = known.unknown() == 0 && known.bare() == 0;
        return new BackfillOutcome(
                consented, backfills, waits, failure, Optional.of(known), all ? next : Optional.of(REPLICAS_LOOKED_AT));
    }
}
