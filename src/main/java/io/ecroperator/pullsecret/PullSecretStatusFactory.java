package io.ecroperator.pullsecret;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.STALLED;
import static io.ecroperator.status.ConditionType.SYNCED;
import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Problem;
import io.ecroperator.pullsecret.PullSecretOutcome.Refused;
import io.ecroperator.pullsecret.PullSecretOutcome.TooEarly;
import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.token.TokenState;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the whole status of an EcrPullSecret. */
final class PullSecretStatusFactory {

    /** What it means that a spec cannot be carried out. */
    static final String NOT_RENEWED =
            "Nothing was written: Secrets that are there stay as they are, on their ServiceAccounts"
                    + " too, and are not renewed, so that their logins end within 12 hours.";

    /** Reasons for no token that do not go by themselves. */
    private static final Set<Reason> NEEDS_A_PERSON = Set.of(Reason.INVALID_SPEC, Reason.NOT_PERMITTED);

    /** So many names are listed. */
    private static final int NAMED = 20;

    /** As much of a failure as the status takes. */
    private static final int MAX_ERROR = 2000;

    private final PullSecretPlanner planner;
    private final Clock clock;

    /** The clock gives transition times, and says what has expired. */
    PullSecretStatusFactory(PullSecretPlanner planner, Clock clock) {
        this.planner = planner;
        this.clock = clock;
    }

    /**
     * The status after a pass.
     *
     * @param generation of the spec that was kept
     * @param before the status before it; null if there was none
     * @param proof whether the logins were shown to pull
     */
    EcrPullSecretStatus status(
            Long generation, EcrPullSecretStatus before, PullSecretOutcome outcome, PullProof proof) {
        List<Condition> known = before == null ? null : before.conditions();
        Conditions conditions = new Conditions(known, generation, clock);
        return switch (outcome) {
            case TooEarly early -> before;
            case Refused(var message) -> {
                String sentence = message + ". " + NOT_RENEWED + " " + Reason.INVALID_SPEC.remedy();
                conditions
                        .set(READY, FALSE, Reason.INVALID_SPEC, sentence)
                        .set(STALLED, TRUE, Reason.INVALID_SPEC, sentence);
                yield new EcrPullSecretStatus(generation, conditions.build(), null, null, null);
            }
            case Kept kept -> {
                settle(conditions, kept);
                yield new EcrPullSecretStatus(
                        generation,
                        PullVerification.add(conditions.build(), known, generation, proof, clock),
                        kept.tokens().stream()
                                .filter(use -> use.life() != null)
                                .map(use -> use.life().expiresAt())
                                .min(Comparator.naturalOrder())
                                .map(Instant::toString)
                                .orElse(null),
                        kept.names().stream().limit(NAMED).toList(),
                        kept.tokens().stream().map(use -> token(use, kept)).toList());
            }
        };
    }

    private void settle(Conditions conditions, Kept kept) {
        Optional<TokenUse> failing = kept.tokens().stream()
                .filter(use -> report(use, kept).isPresent())
                .min(Comparator.comparing(
                        use -> use.life() == null ? Instant.MIN : use.life().expiresAt()));
        Optional<TokenUse> missing = kept.tokens().stream()
                .filter(use -> use.life() == null || use.life().isExpired(clock.instant()))
                .findFirst();
        Optional<Obstacle> obstacle = Obstacle.of(kept);
        synced(conditions, kept, failing, obstacle, missing);
        references(conditions, kept);
        if (obstacle.isPresent()) {
            obstacle.get().set(conditions, READY, FALSE);
            if (obstacle.get().reason() == Reason.SECRET_NOT_OURS) {
                obstacle.get().set(conditions, STALLED, TRUE);
            }
        } else if (missing.isPresent() && kept.overtaken()) {
            conditions.set(
                    READY,
                    FALSE,
                    Reason.SECRET_NOT_WRITTEN,
                    "Another writer was faster than the operator; it tries again.");
        } else if (missing.isPresent()) {
            Optional<FailureReport> report = report(missing.get(), kept);
            conditions.set(
                    READY,
                    FALSE,
                    report.map(FailureReport::reason).orElse(Reason.WAITING_FOR_TOKEN),
                    "No valid token for " + missing.get().key().label() + ". "
                            + report.map(FailureReport::message).orElse("It has been asked for."));
            report.filter(refused -> NEEDS_A_PERSON.contains(refused.reason()))
                    .ifPresent(refused -> conditions.set(STALLED, TRUE, refused.reason(), refused.message()));
        } else if (kept.unattached().isPresent()) {
            conditions.set(
                    READY,
                    FALSE,
                    Reason.SERVICE_ACCOUNT_NOT_ATTACHED,
                    kept.unattached().get() + " The Secret holds "
                            + (kept.tokens().size() == 1 ? "a valid token." : "valid tokens."));
        } else if (failing.isPresent()) {
            conditions.set(
                    READY,
                    TRUE,
                    Reason.ROTATION_FAILING,
                    "The token for "
                            + failing.get().key().label() + " expires at "
                            + failing.get().life().expiresAt() + " and cannot be renewed;"
                            + " until then the Secret works.");
        } else {
            conditions.set(
                    READY,
                    TRUE,
                    Reason.TOKENS_VALID,
                    "Valid " + Noun.TOKEN.of(kept.tokens().size()) + " for "
                            + kept.tokens().stream()
                                    .map(use -> use.key().label())
                                    .collect(joining(", "))
                            + ".");
        }
    }

    /** What keeps the Secrets from being as they should, and what to do, in sentences. */
    private record Obstacle(Reason reason, String message) {

        /** Of several the one that lasts. */
        static Optional<Obstacle> of(Kept kept) {
            List<Problem> problems = kept.writes().stream()
                    .flatMap(write -> write.problem().stream())
                    .toList();
            return problems.stream()
                    .filter(Problem::foreign)
                    .map(problem -> new Obstacle(
                            Reason.SECRET_NOT_OURS, problem.message() + " " + Reason.SECRET_NOT_OURS.remedy()))
                    .findFirst()
                    .or(() -> kept.contested()
                            .map(name -> new Obstacle(
                                    Reason.SECRET_CONTESTED,
                                    "Something else keeps changing or deleting Secret " + name
                                            + ". It is written again at most once a minute. "
                                            + Reason.SECRET_CONTESTED.remedy())))
                    .or(() -> problems.stream()
                            .map(problem -> new Obstacle(Reason.SECRET_NOT_WRITTEN, problem.message()))
                            .findFirst());
        }

        void set(Conditions conditions, ConditionType type, ConditionStatus status) {
            conditions.set(type, status, reason, message);
        }
    }

    private static void synced(
            Conditions conditions,
            Kept kept,
            Optional<TokenUse> failing,
            Optional<Obstacle> obstacle,
            Optional<TokenUse> missing) {
        if (failing.isPresent()) {
            FailureReport report = report(failing.get(), kept).orElseThrow();
            conditions.set(
                    SYNCED,
                    report.trouble() ? UNKNOWN : FALSE,
                    report.reason(),
                    failing.get().key().label() + ": " + report.message() + until(failing.get()));
        } else if (obstacle.isPresent()) {
            obstacle.get().set(conditions, SYNCED, FALSE);
        } else if (kept.overtaken()) {
            conditions.keep(SYNCED); // the next pass, which follows, tells
        } else if (missing.isPresent()) {
            conditions.set(SYNCED, FALSE, Reason.WAITING_FOR_TOKEN, Reason.WAITING_FOR_TOKEN.meaning());
        } else {
            conditions.set(SYNCED, TRUE, Reason.TOKENS_VALID, "No token waits to be renewed.");
        }
    }

    /** Present only where the spec names an EcrRegistry. */
    private static void references(Conditions conditions, Kept kept) {
        List<String> named = kept.tokens().stream()
                .flatMap(use -> use.key().registry().stream())
                .sorted()
                .toList();
        Optional<FailureReport> refused = kept.tokens().stream()
                .map(TokenUse::key)
                .filter(key -> key.registry().isPresent())
                .flatMap(key -> kept.states().getOrDefault(key, TokenState.UNKNOWN).refusal().stream())
                .findFirst();
        if (refused.isPresent()) {
            conditions.set(
                    RESOLVED_REFS, FALSE, refused.get().reason(), refused.get().message());
        } else if (!named.isEmpty()) {
            String there = "EcrRegistry " + String.join(", ", named) + (named.size() == 1 ? " is" : " are") + " there.";
            conditions.set(RESOLVED_REFS, TRUE, Reason.RESOLVED, there);
        }
    }

    private static String until(TokenUse use) {
        return use.life() == null
                ? ""
                : " The Secret keeps the last token, which expires at "
                        + use.life().expiresAt() + ".";
    }

    /** Why a token that is wanted could not be had, or is not to be had once it is. */
    static Optional<FailureReport> report(TokenUse use, Kept kept) {
        TokenState state = kept.states().getOrDefault(use.key(), TokenState.UNKNOWN);
        return use.due() ? state.report(use.key()) : state.refusal();
    }

    private TokenStatus token(TokenUse use, Kept kept) {
        return new TokenStatus(
                use.key().label(),
                use.life() == null ? null : use.life().expiresAt().toString(),
                use.life() == null ? null : planner.rotateAt(use.life()).toString(),
                report(use, kept)
                        .map(FailureReport::message)
                        .map(message -> message.substring(0, Math.min(message.length(), MAX_ERROR)))
                        .orElse(null));
    }
}
