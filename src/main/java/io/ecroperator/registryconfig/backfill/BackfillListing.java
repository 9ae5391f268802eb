package io.ecroperator.registryconfig.backfill;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The backfills of one registry, as ECR last listed them, for all objects that wait for some. For one look at a time. */
public final class BackfillListing {

    /** However many objects wait, ECR is asked no more often. */
    static final Duration LOOKS_APART = Duration.ofSeconds(30);

    /** Quotas of Amazon ECR: so many run at once in a registry. */
    private static final int AT_ONCE = 10;

    private List<ReplicationBackfill> backfills = List.of();
    private Instant nextRead = Instant.MIN;

    /** Has them read again however lately they were. */
    public void expire() {
        nextRead = Instant.MIN;
    }

    /** Reads them, unless they were read lately. */
    void refresh(ReplicationBackfillApi api, Instant now) {
        if (!now.isBefore(nextRead)) {
            read(api, now);
        }
    }

    /** Reads them. */
    void read(ReplicationBackfillApi api, Instant now) {
        backfills = api.listReplicationBackfills();
        nextRead = now.plus(LOOKS_APART);
    }

    Optional<ReplicationBackfill> withId(String id) {
        return backfills.stream()
                .filter(each -> each.replicationBackfillId().equals(id))
                .findFirst();
    }

    /** The one to a destination that was started last. */
    Optional<ReplicationBackfill> lastTo(RegistryId destination) {
        return to(destination).max(Comparator.comparing(ReplicationBackfill::startedAt));
    }

    /** The first one to a destination since that one, which may be null for none. */
    Optional<ReplicationBackfill> firstTo(RegistryId destination, String since) {
        Instant after = withId(Optional.ofNullable(since).orElse(""))
                .map(ReplicationBackfill::startedAt)
                .orElse(Instant.MIN);
        return to(destination)
                .filter(each -> !each.replicationBackfillId().equals(since)
                        && !each.startedAt().isBefore(after))
                .min(Comparator.comparing(ReplicationBackfill::startedAt));
    }

    /** Whether one runs into a region, to whichever account. */
    boolean runsInto(String region) {
        return backfills.stream()
                .anyMatch(each ->
                        each.destination().region().equals(region) && !ReplicationBackfill.hasEnded(each.status()));
    }

    /** Whether so many run that ECR starts no other. */
    boolean isFull() {
        return backfills.stream()
                        .filter(each -> !ReplicationBackfill.hasEnded(each.status()))
                        .count()
                >= AT_ONCE;
    }

    private Stream<ReplicationBackfill> to(RegistryId destination) {
        return backfills.stream().filter(each -> each.destination().equals(destination));
    }
}
