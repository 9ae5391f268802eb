package io.ecroperator.managed;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.managed.Applied.Failed;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.status.FailureReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS was read, and changed if that was needed and permitted.
 *
 * @param wanted what the spec asks for
 * @param found what AWS holds now
 * @param earlier the changes that were made before the plan had to be made anew
 * @param applied what came of the changes of the plan
 * @param observeOnly whether the object only watches
 */
public record Observed<D, V, C extends Change>(
        Resolved<D> wanted, Seen<V> found, Plan<C> plan, List<C> earlier, Applied<C> applied, boolean observeOnly)
        implements Outcome<D, V, C> {

    /** What the spec asks for. */
    public D desired() {
        return wanted.desired();
    }

    /** What AWS holds now. */
    public V seen() {
        return found.value();
    }

    /** The changes that AWS did not make. */
    public List<Failed<C>> failed() {
        return applied.failed();
    }

    /** The same with a problem, if there is one. */
    public Observed<D, V, C> withProblem(Optional<Problem> problem) {
        return problem.isEmpty()
                ? this
                : new Observed<>(wanted, found.withProblem(problem), plan, earlier, applied, observeOnly);
    }

    /** The same after changes that were made for an earlier plan. */
    Observed<D, V, C> after(List<C> changes) {
        return new Observed<>(wanted, found, plan, changes, applied, observeOnly);
    }

    /** The same with its changes failed for another reason. */
    Observed<D, V, C> failedFor(AwsFailure failure) {
        List<Failed<C>> same = failed().stream()
                .map(each -> new Failed<>(each.change(), failure))
                .toList();
        return new Observed<>(wanted, found, plan, earlier, new Applied<>(applied.changes(), same), observeOnly);
    }

    /** While the object only watches: why it would not be allowed to write to the thing. */
    public Optional<Refusal> refusedToFull() {
        return observeOnly ? plan.refusedOwnership() : Optional.empty();
    }

    /** All changes that the pass made, in order. */
    public List<C> made() {
        return Stream.concat(earlier.stream(), applied.changes().stream()).toList();
    }

    /** The failure that decides the condition and the retry: one that needs an edit before one that passes. */
    public Optional<FailureReport> failure() {
        List<FailureReport> reports =
                failed().stream().map(each -> FailureReport.of(each.failure())).toList();
        return reports.stream()
                .filter(report -> report.retry().isEmpty())
                .findFirst()
                .or(() -> reports.stream().findFirst());
    }

    /** The facets that still differ. */
    public List<String> remaining() {
        return plan.changes().stream()
                .filter(change -> !applied.changes().contains(change))
                .flatMap(change -> change.facets().stream())
                .distinct()
                .toList();
    }
}
