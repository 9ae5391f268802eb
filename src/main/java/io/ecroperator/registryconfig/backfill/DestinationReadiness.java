package io.ecroperator.registryconfig.backfill;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how backfills stand, in the condition DestinationReady and in Events. Pure. */
public final class DestinationReadiness {

    private DestinationReadiness() {}

    /** Sets the condition, if the spec speaks of backfills. */
    public static Conditions set(Conditions conditions, BackfillOutcome outcome) {
        if (outcome.consented().isEmpty()) {
            return conditions;
        }
        List<BackfillStatus> failed = outcome.backfills().stream()
                .filter(each -> Backfills.hasEnded(each) && !Backfills.isWhole(each))
                .toList();
        if (!failed.isEmpty()) {
            return set(conditions, ConditionStatus.FALSE, Reason.BACKFILL_FAILED, sentences(failed.stream()));
        }
        if (outcome.failure().isPresent()) {
            FailureReport report = outcome.failure().get();
            return set(
                    conditions,
                    ConditionStatus.UNKNOWN,
                    report.reason(),
                    "spec.replication.backfill: " + report.message());
        }
        if (!outcome.isWhole()) {
            return set(
                    conditions,
                    ConditionStatus.FALSE,
                    Reason.BACKFILL_PENDING,
                    Stream.concat(
                                    Stream.of(sentences(
                                            outcome.backfills().stream().filter(Backfills::isStarted))),
                                    outcome.waits().stream())
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" ")));
        }
        return complete(conditions, outcome);
    }

    private static Conditions complete(Conditions conditions, BackfillOutcome outcome) {
        String sent = sentences(outcome.backfills().stream());
        Replicas replicas = outcome.replicas().orElse(Replicas.none());
        if (replicas.bare() > 0) {
            return set(
                    conditions,
                    ConditionStatus.FALSE,
                    Reason.REPLICAS_BARE,
                    sent + " Of the repositories there, " + replicas.bare()
                            + " have no repository policy or no lifecycle policy. " + Reason.REPLICAS_BARE.remedy());
        }
        return replicas.unknown() > 0
                ? set(
                        conditions,
                        ConditionStatus.UNKNOWN,
                        Reason.REPLICAS_UNKNOWN,
                        sent + " Whether the repositories there have policies is not known. "
                                + Reason.REPLICAS_UNKNOWN.remedy())
                : set(
                        conditions,
                        ConditionStatus.TRUE,
                        Reason.BACKFILL_COMPLETE,
                        sent + " All " + replicas.seen() + " repositories there have their policies.");
    }

    private static Conditions set(Conditions conditions, ConditionStatus status, Reason reason, String message) {
        return conditions.set(ConditionType.DESTINATION_READY, status, reason, message);
    }

    private static String sentences(Stream<BackfillStatus> backfills) {
        return backfills.map(DestinationReadiness::sentence).collect(Collectors.joining(" "));
    }

    /** Without the counts of one that is on its way: they are in the status, and a message that moves is no state. */
    private static String sentence(BackfillStatus backfill) {
        String what = "The backfill to " + Backfills.destination(backfill).inWords() + " is " + backfill.state();
        if (!Backfills.hasEnded(backfill)) {
            return what + ".";
        }
        if (Backfills.UNKNOWN.equals(backfill.state())) {
            return what + ": ECR knows nothing of it any more. " + Reason.BACKFILL_FAILED.remedy();
        }
        String counts = backfill.totalReplicationCount() == null
                ? ""
                : ": " + backfill.completedReplicationCount() + " of " + backfill.totalReplicationCount()
                        + " images were sent";
        String codes =
                backfill.failureCodes() == null ? "" : ", failures: " + String.join(", ", backfill.failureCodes());
        return what + counts + codes + "." + (Backfills.isWhole(backfill) ? "" : " " + Reason.BACKFILL_FAILED.remedy());
    }

    /** The Events: a backfill that has started, and one that has ended well; of one that has not, the condition tells. */
    public static List<Notice> notices(List<BackfillStatus> before, List<BackfillStatus> after) {
        Map<String, BackfillStatus> known = (before == null ? List.<BackfillStatus>of() : before)
                .stream()
                        .filter(Backfills::isStarted)
                        .collect(Collectors.toMap(
                                BackfillStatus::replicationBackfillId, Function.identity(), (one, same) -> one));
        List<Notice> notices = new ArrayList<>();
        for (BackfillStatus now : after == null ? List.<BackfillStatus>of() : after) {
            if (!Backfills.isStarted(now)) {
                continue;
            }
            BackfillStatus then = known.get(now.replicationBackfillId());
            if (then == null) {
                notices.add(Notice.normal(
                        Reason.BACKFILL_STARTED,
                        "Started the backfill to " + Backfills.destination(now).inWords() + ": "
                                + now.replicationBackfillId()));
            }
            if (Backfills.isWhole(now) && (then == null || !Backfills.isWhole(then))) {
                notices.add(Notice.normal(Reason.BACKFILL_COMPLETE, sentence(now)));
            }
        }
        return notices;
    }
}
