package io.ecroperator.pullsecret;

import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Problem;
import io.ecroperator.pullsecret.PullSecretOutcome.TooEarly;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenStore;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the controllers of this package share: one store, one timer, one way to tell when to look again. */
record PullSecretParts(
        TokenStore tokens,
        RotationTimer timer,
        PullSecretPlanner planner,
        ServiceAccountView serviceAccounts,
        ContestedSecrets contested,
        PullProofs proofs,
        NamedRegistries registries,
        Predicate<TokenKey> mintable,
        AttemptDelays delays,
        EventRecorder events,
        OperatorMetrics metrics,
        PullSecretMetrics pullSecretMetrics,
        Clock clock) {

    /** The watch tells of what was faster; this is for an event that was lost, and for what no event tells of. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration SOON_AT_MOST = Duration.ofMinutes(1);

    PullSecretPass pass() {
        return new PullSecretPass(tokens, planner, serviceAccounts, contested, proofs, registries, mintable, clock);
    }

    PullSecretStatusFactory statuses() {
        return new PullSecretStatusFactory(planner, clock);
    }

    /** Counts what was written, and sets when the object is looked at next although nothing happens. */
    void lookAgain(ResourceID id, Collection<PullSecretOutcome> outcomes) {
        kept(outcomes).map(Kept::writes).forEach(pullSecretMetrics::wrote);
        Optional<Instant> next = kept(outcomes)
                .flatMap(kept -> planner.nextLook(kept.tokens()).stream())
                .min(Comparator.naturalOrder());
        next.ifPresentOrElse(at -> timer.at(id, at), () -> timer.forget(id));
    }

    /**
     * Keeps ServiceAccounts from getting Secrets that belong to something else.
     *
     * @param claimant who asks for them
     */
    void foreign(String namespace, String claimant, Collection<PullSecretOutcome> outcomes) {
        serviceAccounts.foreign(
                namespace,
                claimant,
                kept(outcomes)
                        .flatMap(kept -> kept.writes().stream())
                        .filter(write ->
                                write.problem().filter(Problem::foreign).isPresent())
                        .map(write -> write.change().name())
                        .collect(Collectors.toSet()));
    }

    /** After what time to try again what could not be written. */
    Optional<Duration> retry(ResourceID id, List<PullSecretOutcome> outcomes) {
        if (outcomes.stream().anyMatch(TooEarly.class::isInstance)
                || kept(outcomes).anyMatch(Kept::postponed)) {
            return Optional.of(SOON);
        }
        if (kept(outcomes).anyMatch(Kept::overtaken)) {
            return Optional.of(delays.next(id, SOON, SOON_AT_MOST));
        }
        Optional<Backoff> blocked =
                kept(outcomes).flatMap(kept -> kept.blocked().stream()).min(Comparator.comparing(Backoff::first));
        if (blocked.isPresent()) {
            return blocked.map(backoff -> delays.next(id, backoff.first(), backoff.longest()));
        }
        delays.forget(id);
        return Optional.empty();
    }

    /** The object, or the namespace, is no more. */
    void forget(ResourceID id) {
        timer.forget(id);
        delays.forget(id);
    }

    private static Stream<Kept> kept(Collection<PullSecretOutcome> outcomes) {
        return outcomes.stream().filter(Kept.class::isInstance).map(Kept.class::cast);
    }
}
