package io.ecroperator.repository;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.Doubt;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Applied.Failed;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a pass over one object ended; the status is made from it and from nothing else. */
public sealed interface RepositoryOutcome {

    /** Nothing was read or written: the user asked for rest. */
    record Paused() implements RepositoryOutcome {}

    /** Nothing was read or written: the spec cannot be reached, and only an edit helps. */
    record Refused(Reason reason, String message) implements RepositoryOutcome {}

    /** Nothing was read or written: the object may not use the registry that it means, or there is none. */
    record Unresolved(Reason reason, String message) implements RepositoryOutcome {}

    /** The registry is being listed for the first time, since then. */
    record Waiting(Instant since) implements RepositoryOutcome {

        /** Most listings end before this. A status for each object that waits would be two writes instead of one. */
        static final Duration SHORT = Duration.ofSeconds(2);

        /** Whether it has not lasted so long yet that users should hear of it. A clock that was set back says nothing. */
        boolean isShort(Instant now) {
            return now.isAfter(since.minus(SHORT)) && now.isBefore(since.plus(SHORT));
        }
    }

    /** ECR could not be read. */
    record Unobserved(FailureReport report) implements RepositoryOutcome {}

    /**
     * ECR was read, and changed if that was needed and permitted.
     *
     * @param seen what ECR holds now
     * @param doubts the parts that the spec manages and of which that is not known
     * @param earlier the changes that were made before the plan had to be made anew
     * @param applied the changes of the plan that were made
     * @param failed the changes that AWS did not make
     * @param observeOnly whether the object only watches
     * @param outputProblem what keeps the output ConfigMap from being written
     */
    record Observed(
            DesiredRepository desired,
            ViewedRepository seen,
            List<Doubt> doubts,
            Plan<RepositoryChange> plan,
            List<RepositoryChange> earlier,
            List<RepositoryChange> applied,
            List<Failed<RepositoryChange>> failed,
            boolean observeOnly,
            Optional<OutputProblem> outputProblem)
            implements RepositoryOutcome {

        /** The same with a problem of the output ConfigMap. */
        Observed withOutputProblem(Optional<OutputProblem> problem) {
            return new Observed(desired, seen, doubts, plan, earlier, applied, failed, observeOnly, problem);
        }

        /** The same after changes that were made for an earlier plan. */
        Observed after(List<RepositoryChange> changes) {
            return new Observed(desired, seen, doubts, plan, changes, applied, failed, observeOnly, outputProblem);
        }

        /** The same with its changes failed for another reason. */
        Observed failedFor(AwsFailure failure) {
            List<Failed<RepositoryChange>> same = failed.stream()
                    .map(each -> new Failed<>(each.change(), failure))
                    .toList();
            return new Observed(desired, seen, doubts, plan, earlier, applied, same, observeOnly, outputProblem);
        }

        /** While the object only watches: why it would not be allowed to write to the repository. */
        Optional<Refusal> refusedToFull() {
            return observeOnly ? plan.refusedOwnership() : Optional.empty();
        }

        /** All changes that the pass made, in order. */
        List<RepositoryChange> made() {
            return Stream.concat(earlier.stream(), applied.stream()).toList();
        }

        /** The failure that decides the condition and the retry: one that needs an edit before one that passes. */
        Optional<FailureReport> failure() {
            List<FailureReport> reports = failed.stream()
                    .map(each -> FailureReport.of(each.failure(), RefusalAdvice.of(each, desired, seen)))
                    .toList();
            return reports.stream()
                    .filter(report -> report.retry().isEmpty())
                    .findFirst()
                    .or(() -> reports.stream().findFirst());
        }

        /** The facets that still differ. */
        List<String> remaining() {
            return plan.changes().stream()
                    .filter(change -> !applied.contains(change))
                    .map(RepositoryChange::facet)
                    .distinct()
                    .toList();
        }
    }

    /** The object is being deleted and cannot go yet. */
    record Deleting(Reason reason, String message, Optional<Integer> imageCount, boolean trouble)
            implements RepositoryOutcome {}
}
