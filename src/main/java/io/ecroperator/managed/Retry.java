package io.ecroperator.managed;

import io.ecroperator.managed.Outcome.Deleting;
import io.ecroperator.managed.Outcome.Paused;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.managed.Outcome.Unresolved;
import io.ecroperator.managed.Outcome.Waiting;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When an object is reconciled again without an event. */
public final class Retry {

    /** For things in the cluster that no event tells of: another object's claim, a foreign ConfigMap. No call to AWS. */
    public static final Backoff WITHIN_THE_CLUSTER = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));

    private Retry() {}

    /**
     * The bounds of the delay; empty if an edit or a change in AWS is awaited, which make events of their own.
     *
     * @param duplicate the reason for an object whose thing another one has
     */
    public static Optional<Backoff> after(Outcome<?, ?, ?> outcome, Reason duplicate) {
        return switch (outcome) {
            case Paused<?, ?, ?> paused -> Optional.empty();
            case Unresolved<?, ?, ?> unresolved -> Optional.empty();
            case Waiting<?, ?, ?> waiting -> Optional.empty();
            case Refused<?, ?, ?>(var reason, var message) ->
                reason == duplicate ? Optional.of(WITHIN_THE_CLUSTER) : Optional.empty();
            case Unobserved<?, ?, ?>(var report) -> report.retry();
            case Deleting<?, ?, ?> deleting -> Optional.of(WITHIN_THE_CLUSTER);
            case Observed<?, ?, ?> observed -> {
                Stream<Backoff> ofAws = observed.failed().stream()
                        .map(failed -> FailureReport.of(failed.failure()))
                        .flatMap(report -> report.retry().stream());
                Stream<Backoff> ofProblem = observed.found().problem().flatMap(Problem::retry).stream();
                yield Stream.concat(ofAws, ofProblem).min(Comparator.comparing(Backoff::first));
            }
        };
    }
}
