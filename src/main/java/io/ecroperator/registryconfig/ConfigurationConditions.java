package io.ecroperator.registryconfig;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.DESTINATION_READY;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.STALLED;
import static io.ecroperator.status.ConditionType.SYNCED;
import static java.util.stream.Collectors.joining;

import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Kept;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.ConfigurationOutcome.Paused;
import io.ecroperator.registryconfig.ConfigurationOutcome.Unknown;
import io.ecroperator.registryconfig.backfill.DestinationReadiness;
import io.ecroperator.registryconfig.merge.Refusal;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Says in conditions how a pass ended. */
final class ConfigurationConditions {

    /** So many refusals are told. */
    private static final int TOLD = 3;

    private static final Map<Refusal.Kind, Reason> REASONS = Map.of(
            Refusal.Kind.CONFLICT, Reason.CONFLICT,
            Refusal.Kind.NOT_OWNED, Reason.NOT_OWNED,
            Refusal.Kind.QUOTA, Reason.QUOTA_EXCEEDED,
            Refusal.Kind.INVALID, Reason.INVALID_SPEC,
            Refusal.Kind.REJECTED, Reason.REJECTED_BY_AWS,
            Refusal.Kind.UNKNOWN_PRINCIPAL, Reason.PRINCIPAL_NOT_FOUND,
            Refusal.Kind.LIMITED, Reason.QUOTA_EXCEEDED);

    private static final Map<Refusal.Kind, String> REMEDIES = Map.of(
            Refusal.Kind.CONFLICT, "ECR keeps what it has there; make them agree, or take it out of one of them.",
            Refusal.Kind.NOT_OWNED, "Give it another name, or set adoptionPolicy: IfUnowned to take it over.",
            Refusal.Kind.QUOTA, "Nothing of this section was added; take something out, here or in ECR.",
            Refusal.Kind.INVALID, "Nothing of this section was added; correct it, or what is in ECR.");

    private final Clock clock;

    ConfigurationConditions(Clock clock) {
        this.clock = clock;
    }

    /** A refusal, and the section that it is about. */
    private record Told(String field, Refusal refusal) {}

    /** The conditions after a pass, given those before it (null for none). */
    List<Condition> of(List<Condition> before, long generation, ConfigurationOutcome outcome) {
        Conditions conditions = new Conditions(before, generation, clock);
        Optional<Condition> ready = Conditions.find(before, READY)
                .filter(condition -> Objects.equals(condition.getObservedGeneration(), generation))
                .filter(condition -> !UNKNOWN.label().equals(condition.getStatus()));
        return conditions(conditions, ready, outcome).build();
    }

    private static Conditions conditions(
            Conditions conditions, Optional<Condition> ready, ConfigurationOutcome outcome) {
        return switch (outcome) {
            case Paused paused -> {
                String message = Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy();
                yield keepReady(conditions.keep(DESTINATION_READY), ready, Reason.PAUSED, message)
                        .set(SYNCED, UNKNOWN, Reason.PAUSED, message);
            }
            case Unknown unknown -> {
                String message = "It is not known yet which account the credentials belong to; AWS is asked again.";
                yield keepReady(
                                conditions.keep(RESOLVED_REFS).keep(DESTINATION_READY),
                                ready,
                                Reason.WAITING_FOR_REGISTRY,
                                message)
                        .set(SYNCED, UNKNOWN, Reason.WAITING_FOR_REGISTRY, message);
            }
            case Kept(var reason, var message) -> {
                if (reason != Reason.INVALID_SPEC) {
                    conditions.set(RESOLVED_REFS, FALSE, reason, message);
                }
                failed(conditions.keep(DESTINATION_READY), reason, message);
                yield reason == Reason.REGISTRY_NOT_FOUND // which may be applied a moment later
                        ? conditions
                        : conditions.set(STALLED, TRUE, reason, message);
            }
            case Looked looked ->
                DestinationReadiness.set(
                        looked(references(conditions, looked), ready, looked),
                        looked.settled().backfill());
            case Deleting(var reason, var message, var trouble, var looked) ->
                conditions
                        .set(READY, trouble ? UNKNOWN : FALSE, reason, message)
                        .set(SYNCED, trouble ? UNKNOWN : FALSE, reason, message);
        };
    }

    /** Present only where the spec names an EcrRegistry, or there is one called default. */
    private static Conditions references(Conditions conditions, Looked looked) {
        return looked.registryName()
                .map(name -> conditions.set(RESOLVED_REFS, TRUE, Reason.RESOLVED, "EcrRegistry " + name + " is there."))
                .orElse(conditions);
    }

    private static Conditions looked(Conditions conditions, Optional<Condition> ready, Looked looked) {
        List<SectionResult> results = looked.settled().results();
        List<Told> refusals = results.stream()
                .flatMap(result -> result.outcome().stream()
                        .flatMap(outcome -> outcome.refusals().stream())
                        .map(refusal -> new Told("spec." + result.section().field(), refusal)))
                .toList();
        if (!refusals.isEmpty()) {
            return refused(conditions, refusals, looked.observes());
        }
        Optional<SectionResult> failed = results.stream()
                .filter(result -> result.failure().isPresent())
                .min(Comparator.comparing(result -> result.failure().get().trouble()));
        if (failed.isPresent()) {
            return failed(
                    conditions, ready, failed.get(), failed.get().failure().get());
        }
        List<String> plan = ConfigurationPlan.of(looked).toList();
        if (!plan.isEmpty()) {
            return failed(
                    conditions,
                    Reason.PLAN_PENDING,
                    "ECR differs from the spec: " + String.join("; ", plan) + ". " + Reason.PLAN_PENDING.remedy());
        }
        Optional<SectionResult> waiting = results.stream()
                .filter(result -> result.outcome()
                        .filter(outcome -> !outcome.isSettled() || outcome.changes())
                        .isPresent())
                .findFirst();
        if (waiting.isPresent()) {
            return failed(
                    conditions,
                    Reason.SETTLING,
                    "spec." + waiting.get().section().field() + ": " + Reason.SETTLING.meaning());
        }
        String message = "The registry of " + looked.registry().inWords() + " has what the spec says."
                + results.stream()
                        .flatMap(result -> result.remark().stream())
                        .map(remark -> " " + remark)
                        .collect(joining());
        return conditions.set(READY, TRUE, Reason.IN_SYNC, message).set(SYNCED, TRUE, Reason.IN_SYNC, message);
    }

    private static Conditions refused(Conditions conditions, List<Told> refusals, boolean observes) {
        Refusal.Kind kind = refusals.getFirst().refusal().kind();
        int more = refusals.size() - TOLD;
        String message = (observes ? "managementPolicy: Full would be refused: " : "")
                + refusals.stream()
                        .limit(TOLD)
                        .map(told -> told.field() + ": " + told.refusal().why())
                        .collect(joining("; "))
                + (more > 0 ? "; and " + more + " more" : "")
                + (kind.isOfEcr() ? "" : ". " + REMEDIES.get(kind));
        Reason reason = REASONS.get(kind);
        failed(conditions, reason, message);
        boolean passes =
                refusals.stream().allMatch(told -> told.refusal().kind().passes());
        return passes ? conditions : conditions.set(STALLED, TRUE, reason, message);
    }

    /** What could not be looked at is not equal. Trouble on the way leaves Ready as it was, a refusal does not. */
    private static Conditions failed(
            Conditions conditions, Optional<Condition> ready, SectionResult result, FailureReport report) {
        String message = "spec." + result.section().field() + ": " + report.message();
        boolean differs = result.outcome()
                .filter(outcome -> outcome.changes() || !outcome.unrecorded().isEmpty())
                .isPresent();
        if (differs) {
            return conditions
                    .set(READY, report.trouble() ? UNKNOWN : FALSE, report.reason(), message)
                    .set(SYNCED, FALSE, report.reason(), message);
        }
        conditions.set(SYNCED, UNKNOWN, report.reason(), message);
        return report.trouble()
                ? keepReady(conditions, ready, report.reason(), message)
                : conditions.set(READY, UNKNOWN, report.reason(), message);
    }

    private static Conditions failed(Conditions conditions, Reason reason, String message) {
        return conditions.set(READY, FALSE, reason, message).set(SYNCED, FALSE, reason, message);
    }

    private static Conditions keepReady(
            Conditions conditions, Optional<Condition> ready, Reason reason, String message) {
        return ready.isPresent() ? conditions.keep(READY) : conditions.set(READY, UNKNOWN, reason, message);
    }
}
