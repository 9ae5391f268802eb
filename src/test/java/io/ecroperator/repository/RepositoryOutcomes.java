package io.ecroperator.repository;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Doubt;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Applied.Failed;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Outcome.Deleting;
import io.ecroperator.managed.Outcome.Paused;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.managed.Outcome.Waiting;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Problem;
import io.ecroperator.managed.Refusal;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.repository.RepositoryChange.PutImageScanningConfiguration;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways in which a pass can end, for tables; kinds of failure follow a colon. */
final class RepositoryOutcomes {

    static final RepositoryChange CHANGE = new PutImageScanningConfiguration(RepositoryWorld.NAME, true);

    private RepositoryOutcomes() {}

    static Outcome<DesiredRepository, ViewedRepository, RepositoryChange> named(String name) {
        String[] parts = name.split(":", 2);
        return switch (parts[0]) {
            case "Paused" -> new Paused<>();
            case "Refused" -> new Refused<>(Reason.INVALID_SPEC, "spec.x: wrong. " + Reason.INVALID_SPEC.remedy());
            case "Waiting" -> new Waiting<>(Instant.EPOCH);
            case "Unobserved" -> new Unobserved<>(FailureReport.of(failure(Kind.valueOf(parts[1]))));
            case "InSync" -> observed(List.of(), List.of(), Optional.empty(), false, Optional.empty());
            case "Doubtful" -> doubtful(parts[1]);
            case "Applied" -> observed(List.of(CHANGE), List.of(), Optional.empty(), false, Optional.empty());
            case "Failed" -> failed(Kind.valueOf(parts[1]));
            case "NotOwned" -> refused(Reason.NOT_OWNED, true, false);
            case "NotOwnedObserve" -> refused(Reason.NOT_OWNED, true, true);
            case "NotOwnedObserveEqual" -> notOwnedButEqual();
            case "Encryption" -> refused(Reason.ENCRYPTION_MISMATCH, false, false);
            case "Missing" -> refused(Reason.REPOSITORY_MISSING, true, false);
            case "PlanPending" -> observed(List.of(), List.of(), Optional.empty(), true, Optional.empty());
            case "ForeignConfigMap" ->
                observed(List.of(CHANGE), List.of(), Optional.empty(), false, Optional.of(OutputProblem.notOurs("x")));
            case "Blocked" ->
                new Deleting<>(
                        Reason.DELETION_BLOCKED, "Images. " + Reason.DELETION_BLOCKED.remedy(), Optional.of(2), false);
            case "DeletionTrouble" -> new Deleting<>(Reason.THROTTLED, "Retrying by itself.", Optional.empty(), true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static AwsFailure failure(Kind kind) {
        return new AwsFailure(kind, "SomeOperation", "Code", "It said no", "r-1");
    }

    static Observed<DesiredRepository, ViewedRepository, RepositoryChange> failed(Kind kind) {
        return observed(
                List.of(), List.of(new Failed<>(CHANGE, failure(kind))), Optional.empty(), false, Optional.empty());
    }

    private static Observed<DesiredRepository, ViewedRepository, RepositoryChange> notOwnedButEqual() {
        Observed<DesiredRepository, ViewedRepository, RepositoryChange> differs = refused(Reason.NOT_OWNED, true, true);
        return new Observed<>(
                differs.wanted(),
                differs.found(),
                new Plan<>(List.of(), differs.plan().refusal()),
                List.of(),
                differs.applied(),
                true);
    }

    private static Observed<DesiredRepository, ViewedRepository, RepositoryChange> doubtful(String causes) {
        List<Doubt> doubts = new ArrayList<>();
        if (causes.contains("overdue")) {
            doubts.add(new Doubt.Overdue(DeepFacet.LIFECYCLE_POLICY, Instant.EPOCH));
        }
        if (causes.contains("refused")) {
            doubts.add(new Doubt.Refused(DeepFacet.REPOSITORY_POLICY, failure(Kind.DENIED), Instant.EPOCH));
        }
        Observed<DesiredRepository, ViewedRepository, RepositoryChange> equal =
                observed(List.of(), List.of(), Optional.empty(), false, Optional.empty());
        return new Observed<>(
                equal.wanted(),
                equal.found().withDoubt(RepositoryDoubts.report(RepositoryWorld.NAME, doubts)),
                equal.plan(),
                equal.earlier(),
                equal.applied(),
                equal.observeOnly());
    }

    static Observed<DesiredRepository, ViewedRepository, RepositoryChange> refused(
            Reason reason, boolean blocks, boolean observeOnly) {
        var refusal = new Refusal(reason, "It is so. " + reason.remedy(), blocks);
        return observed(List.of(), List.of(), Optional.of(refusal), observeOnly, Optional.empty());
    }

    private static Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed(
            List<RepositoryChange> applied,
            List<Failed<RepositoryChange>> failed,
            Optional<Refusal> refusal,
            boolean observeOnly,
            Optional<Problem> problem) {
        boolean differs = observeOnly || !applied.isEmpty() || !failed.isEmpty() || refusal.isPresent();
        return new Observed<>(
                new Resolved<>(new RepositoryWorld().desired()),
                Seen.of(ViewedRepository.UNREAD, Look.CACHED).withProblem(problem),
                new Plan<>(differs ? List.of(CHANGE) : List.of(), refusal),
                List.of(),
                new Applied<>(applied, failed),
                observeOnly);
    }
}
