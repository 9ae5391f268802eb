package io.ecroperator.registryconfig;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How a pass over an object ended. */
sealed interface ConfigurationOutcome {

    /** An annotation says that nothing is to be done. */
    record Paused() implements ConfigurationOutcome {}

    /** It is not known yet where the object leads. */
    record Unknown() implements ConfigurationOutcome {}

    /** Nothing was read or written for it. */
    record Kept(Reason reason, String message) implements ConfigurationOutcome {}

    /**
     * Its registry was looked at.
     *
     * @param registryName the EcrRegistry; empty for the operator's own registry
     * @param observes whether it is not to be written for
     */
    record Looked(Optional<String> registryName, RegistryId registry, boolean observes, Settled settled)
            implements ConfigurationOutcome {}

    /**
     * It is being deleted, and has to stay for now.
     *
     * @param trouble whether AWS is in trouble, and the object itself not
     */
    record Deleting(Reason reason, String message, boolean trouble, Optional<Looked> looked)
            implements ConfigurationOutcome {}

    /** When it is looked at again without an event; empty if an event tells. */
    default Optional<Backoff> retry() {
        return switch (this) {
            case Paused paused -> Optional.empty();
            case Kept kept -> Optional.empty();
            case Unknown unknown -> Optional.of(new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1)));
            case Deleting deleting -> Optional.of(new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5)));
            case Looked looked ->
                Stream.concat(
                                looked.settled().results().stream().flatMap(result -> result.failure().stream()),
                                looked.settled().backfill().failure().stream())
                        .flatMap((FailureReport report) -> report.retry().stream())
                        .min((one, other) -> one.first().compareTo(other.first()));
        };
    }
}
