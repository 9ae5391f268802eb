package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.backfill.BackfillOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What came of one look at a registry for a fragment.
 *
 * @param results by section
 * @param backfill how the backfills stand that it consents to
 * @param written what was written for it since it was told last
 * @param others the names of fragments that something was written for and that have not been told
 * @param nextRead when what is known is too old, or what ECR has refused is tried again
 */
record Settled(
        List<SectionResult> results,
        BackfillOutcome backfill,
        List<Written> written,
        Set<String> others,
        Duration nextRead) {

    /** The same with more known of the backfills. */
    Settled with(BackfillOutcome backfills) {
        Duration next =
                backfills.next().filter(soon -> soon.compareTo(nextRead) < 0).orElse(nextRead);
        return new Settled(results, backfills, written, others, next);
    }
}
