package io.ecroperator.repository;

import io.ecroperator.repository.RepositoryOutcome.Deleting;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When an object is looked at again without an event. */
final class RepositoryRetry {

    /** For things in the cluster that no event tells of: another object's claim, a foreign ConfigMap. No call to AWS. */
    static final Backoff ANOTHER_LOOK = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));

    private RepositoryRetry() {}

    /** The bounds of the delay; empty if an edit or a change in ECR is awaited, which make events of their own. */
    static Optional<Backoff> after(RepositoryOutcome outcome) {
        return switch (outcome) {
            case Paused paused -> Optional.empty();
            case Unresolved unresolved -> Optional.empty();
            case Waiting waiting -> Optional.empty();
            case Refused(var reason, var message) ->
                reason == Reason.DUPLICATE_REPOSITORY ? Optional.of(ANOTHER_LOOK) : Optional.empty();
            case Unobserved(var report) -> report.retry();
            case Deleting deleting -> Optional.of(ANOTHER_LOOK);
            case Observed observed -> {
                Stream<Backoff> ofAws = observed.failed().stream()
                        .map(failed -> FailureReport.of(failed.failure()))
                        .flatMap(report -> report.retry().stream());
                Stream<Backoff> ofOutput = observed.outputProblem().map(OutputProblem::retry).stream();
                yield Stream.concat(ofAws, ofOutput).min(Comparator.comparing(Backoff::first));
            }
        };
    }
}
