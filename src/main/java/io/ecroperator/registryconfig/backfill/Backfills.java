package io.ecroperator.registryconfig.backfill;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.BackfillStatus.FailedImage;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfill.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What specs and statuses say of backfills. */
public final class Backfills {

    /** Asked for, and not known to ECR as far as is known here. */
    static final String STARTING = "STARTING";

    /** ECR lists it no more. What has come of it, nobody can tell. */
    static final String UNKNOWN = "UNKNOWN";

    /** So long after its start one may be missing in a listing, since that lags behind. */
    private static final Duration LISTED_AFTER = Duration.ofDays(1);

    private static final int CODES = 16;
    private static final int CHARACTERS = 256;

    private Backfills() {}

    /** The destinations that a spec, which may be null, consents to. */
    public static List<RegistryId> consented(EcrRegistryConfigurationSpec spec) {
        return Stream.ofNullable(spec)
                .flatMap(each -> Stream.ofNullable(each.replication()))
                .flatMap(replication -> Stream.ofNullable(replication.backfill()))
                .flatMap(backfill -> backfill.destinations().stream())
                .map(to -> new RegistryId(to.registryId(), to.region()))
                .toList();
    }

    /** Whereto it goes. */
    public static RegistryId destination(BackfillStatus backfill) {
        return new RegistryId(backfill.registryId(), backfill.region());
    }

    /** Whether ECR has started it. */
    public static boolean isStarted(BackfillStatus backfill) {
        return backfill.replicationBackfillId() != null;
    }

    /** Whether it changes no more. */
    public static boolean hasEnded(BackfillStatus backfill) {
        return ReplicationBackfill.hasEnded(backfill.state()) || UNKNOWN.equals(backfill.state());
    }

    /** Whether every image is there. */
    public static boolean isWhole(BackfillStatus backfill) {
        return ReplicationBackfill.COMPLETE.equals(backfill.state())
                && (backfill.failedReplicationCount() == null || backfill.failedReplicationCount() == 0);
    }

    /** One that is about to be asked for. */
    static BackfillStatus starting(RegistryId destination, Optional<ReplicationBackfill> before) {
        return new BackfillStatus(
                destination.region(),
                destination.accountId(),
                STARTING,
                null,
                before.map(ReplicationBackfill::replicationBackfillId).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same, which ECR does not list; it keeps them for 90 days. */
    static BackfillStatus unlisted(BackfillStatus backfill, Instant now) {
        return isLate(backfill.startedAt(), now)
                ? new BackfillStatus(
                        backfill.region(),
                        backfill.registryId(),
                        UNKNOWN,
                        backfill.replicationBackfillId(),
                        backfill.startedAfter(),
                        backfill.startedAt(),
                        backfill.endedAt(),
                        backfill.totalReplicationCount(),
                        backfill.completedReplicationCount(),
                        backfill.failedReplicationCount(),
                        backfill.failureCodes(),
                        backfill.failedImages())
                : backfill;
    }

    /** Whether it should be listed by now, as it should if nobody can tell when it was started. */
    private static boolean isLate(String startedAt, Instant now) {
        try {
            return startedAt == null
                    || Instant.parse(startedAt).plus(LISTED_AFTER).isBefore(now);
        } catch (DateTimeParseException edited) {
            return true;
        }
    }

    /** The same as ECR tells of it. */
    static BackfillStatus told(BackfillStatus backfill, ReplicationBackfill told, List<FailedReplication> failed) {
        Optional<Progress> progress = told.progress();
        List<String> codes = Stream.concat(
                        told.failureCode().stream(),
                        progress.stream().flatMap(counts -> counts.failureCodes().stream()))
                .distinct()
                .sorted()
                .limit(CODES)
                .map(Backfills::bounded)
                .toList();
        return new BackfillStatus(
                backfill.region(),
                backfill.registryId(),
                told.status(),
                told.replicationBackfillId(),
                backfill.startedAfter(),
                told.startedAt().toString(),
                told.endedAt().map(Instant::toString).orElse(null),
                progress.map(Progress::total).orElse(null),
                progress.map(Progress::completed).orElse(null),
                progress.map(Progress::failed).orElse(null),
                codes.isEmpty() ? null : codes,
                failed.isEmpty()
                        ? null
                        : failed.stream()
                                .map(each -> new FailedImage(
                                        each.repositoryName(),
                                        each.image(),
                                        each.failureCode().isEmpty() ? null : bounded(each.failureCode())))
                                .toList());
    }

    private static String bounded(String code) {
        return code.length() <= CHARACTERS ? code : code.substring(0, CHARACTERS);
    }
}
