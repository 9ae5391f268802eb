package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long IAM is given to know a principal that was just created (terraform-provider-aws#39064); after that, somebody has
 * to act. The time runs from the first refusal of this very spec: a condition's transition time would not do, since it
 * stays when only the reason changes.
 */
final class PrincipalPropagation {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PrincipalPropagation() {}

    /** Since when the principal has been unknown; empty if that is not what the pass ended with. */
    static Optional<String> since(EcrRepositoryStatus before, long generation, Outcome<?, ?, ?> outcome, Instant now) {
        Optional<String> already = Optional.ofNullable(before.unknownPrincipalSince());
        if (outcome instanceof Outcome.Waiting) {
            return already; // nothing was tried
        }
        if (!(outcome instanceof Observed<?, ?, ?> observed) || !refused(observed)) {
            return Optional.empty();
        }
        boolean goesOn = Conditions.find(before.conditions(), ConditionType.SYNCED)
                .filter(synced -> Reason.PRINCIPAL_NOT_FOUND.label().equals(synced.getReason()))
                .map(Condition::getObservedGeneration)
                .filter(observedGeneration -> observedGeneration == generation)
                .isPresent();
        return already.filter(since -> goesOn)
                .or(() -> Optional.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** Whether IAM has had its time. */
    static boolean over(Optional<String> since, Instant now) {
        return since.filter(start -> Instant.parse(start).plus(PATIENCE).isBefore(now))
                .isPresent();
    }

    private static boolean refused(Observed<?, ?, ?> observed) {
        return observed.plan().refusal().isEmpty()
                && observed.failure()
                        .filter(report -> report.reason() == Reason.PRINCIPAL_NOT_FOUND)
                        .isPresent();
    }
}
