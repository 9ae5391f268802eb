package io.ecroperator.managed;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.SPEC_WARNING;
import static io.ecroperator.status.ConditionType.STALLED;
import static io.ecroperator.status.ConditionType.SYNCED;

import io.ecroperator.managed.Outcome.Deleting;
import io.ecroperator.managed.Outcome.Paused;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.managed.Outcome.Unresolved;
import io.ecroperator.managed.Outcome.Waiting;
import io.ecroperator.managed.Remarks.Pending;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says in conditions how a pass over one object ended. */
final class StandardConditions {

    private final List<Condition> before;
    private final long generation;
    private final String thing;
    private final Conditions conditions;

    /**
     * For one object.
     *
     * @param before its conditions, null for none
     * @param generation of the spec that is being answered
     * @param thing what it stands for, at the beginning of a sentence
     */
    StandardConditions(List<Condition> before, long generation, String thing, Clock clock) {
        this.before = before;
        this.generation = generation;
        this.thing = thing;
        this.conditions = new Conditions(before, generation, clock);
    }

    /** The conditions after a pass. */
    Conditions of(Outcome<?, ?, ?> outcome) {
        return switch (outcome) {
            case Paused<?, ?, ?> paused -> {
                String message = Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy();
                keepReady(Reason.PAUSED, message);
                yield conditions.keep(SPEC_WARNING).set(SYNCED, UNKNOWN, Reason.PAUSED, message);
            }
            case Refused<?, ?, ?>(var reason, var message) -> failed(reason, message, true);
            case Unresolved<?, ?, ?>(var reason, var message) -> {
                conditions.set(RESOLVED_REFS, FALSE, reason, message);
                yield failed(
                        reason, message, reason != Reason.REGISTRY_NOT_FOUND); // which may be applied a moment later
            }
            case Waiting<?, ?, ?> waiting -> waiting();
            case Unobserved<?, ?, ?>(var report) -> {
                conditions.keep(RESOLVED_REFS).keep(SPEC_WARNING);
                yield unknown(report);
            }
            case Observed<?, ?, ?> observed -> {
                references(observed.wanted().remarks());
                yield observed(observed);
            }
            case Deleting<?, ?, ?>(var reason, var message, var contents, var trouble) ->
                conditions
                        .set(READY, trouble ? UNKNOWN : FALSE, reason, message)
                        .set(SYNCED, trouble ? UNKNOWN : FALSE, reason, message);
        };
    }

    private Conditions waiting() {
        String message = Reason.WAITING_FOR_REGISTRY.meaning() + " " + Reason.WAITING_FOR_REGISTRY.remedy();
        conditions.keep(SPEC_WARNING);
        keepReady(Reason.WAITING_FOR_REGISTRY, message);
        return ready().isPresent()
                ? conditions.keep(RESOLVED_REFS).keep(SYNCED).keep(STALLED)
                : conditions.set(SYNCED, UNKNOWN, Reason.WAITING_FOR_REGISTRY, message);
    }

    /** What could not be looked at is not equal. A refusal is no outage: Ready follows, since nobody knows when it ends. */
    private Conditions unknown(FailureReport report) {
        if (report.trouble()) {
            keepReady(report.reason(), report.message());
        } else {
            conditions.set(READY, UNKNOWN, report.reason(), report.message());
        }
        return conditions.set(SYNCED, UNKNOWN, report.reason(), report.message());
    }

    /** Trouble that says nothing about the object leaves Ready as it was for this generation. */
    private void keepReady(Reason reason, String message) {
        boolean current = ready().filter(ready -> Objects.equals(ready.getObservedGeneration(), generation))
                .filter(ready -> !UNKNOWN.label().equals(ready.getStatus()))
                .isPresent();
        if (current) {
            conditions.keep(READY);
        } else {
            conditions.set(READY, UNKNOWN, reason, message);
        }
    }

    private Optional<Condition> ready() {
        return Conditions.find(before, READY);
    }

    private Conditions failed(Reason reason, String message, boolean needsEdit) {
        conditions.set(READY, FALSE, reason, message).set(SYNCED, FALSE, reason, message);
        return stalled(needsEdit, reason, message);
    }

    private Conditions stalled(boolean needsEdit, Reason reason, String message) {
        return needsEdit ? conditions.set(STALLED, TRUE, reason, message) : conditions;
    }

    /** Present only where the spec refers to something, or hardly means what it says. */
    private void references(Remarks remarks) {
        Optional<Pending> missing =
                remarks.pending().stream().filter(Pending::referenced).findFirst();
        if (missing.isPresent()) {
            conditions.set(
                    RESOLVED_REFS, FALSE, missing.get().reason(), missing.get().message());
        } else if (!remarks.references().isEmpty()) {
            conditions.set(
                    RESOLVED_REFS,
                    TRUE,
                    Reason.RESOLVED,
                    String.join(" and ", remarks.references())
                            + (remarks.references().size() == 1 ? " is there." : " are there."));
        }
        remarks.warning().ifPresent(warning -> conditions.warn(warning.reason(), warning.field(), warning.sentences()));
    }

    private Conditions observed(Observed<?, ?, ?> observed) {
        Optional<Refusal> underFull = observed.refusedToFull();
        Optional<Refusal> refusal = observed.plan().refusal().filter(refused -> underFull.isEmpty());
        if (refusal.isPresent()) {
            return failed(refusal.get().reason(), refusal.get().message(), true);
        }
        Optional<FailureReport> failure = observed.failure();
        if (failure.isPresent()) {
            return afterFailure(observed, failure.get());
        }
        List<String> differences = observed.plan().differences();
        if (observed.observeOnly() && !differences.isEmpty()) {
            String message = "ECR differs from the spec in " + String.join(", ", differences) + ". "
                    + Reason.PLAN_PENDING.remedy();
            return underFull
                    .map(refused -> refusedToFull(refused).set(SYNCED, FALSE, Reason.PLAN_PENDING, message))
                    .orElseGet(() -> failed(Reason.PLAN_PENDING, message, false));
        }
        return observed.wanted().remarks().pending().stream()
                .findFirst()
                .map(pending -> failed(pending.reason(), pending.message(), pending.needsEdit()))
                .orElseGet(() -> equal(observed));
    }

    /** Nothing is known to differ. */
    private Conditions equal(Observed<?, ?, ?> observed) {
        Optional<FailureReport> doubt = observed.found().doubt();
        String message = doubt.map(FailureReport::message).orElse(thing + " in ECR equals the spec.");
        Reason reason = doubt.map(FailureReport::reason).orElse(Reason.IN_SYNC);
        conditions.set(SYNCED, doubt.isPresent() ? UNKNOWN : TRUE, reason, message);
        if (observed.found().problem().isPresent()) {
            Problem problem = observed.found().problem().get();
            conditions.set(READY, problem.trouble() ? UNKNOWN : FALSE, problem.reason(), problem.message());
            return stalled(problem.needsEdit(), problem.reason(), problem.message());
        }
        if (observed.refusedToFull().isPresent()) {
            return refusedToFull(observed.refusedToFull().get());
        }
        boolean outage = doubt.filter(FailureReport::trouble).isPresent();
        if (outage && Conditions.isTrue(before, READY, generation)) {
            return conditions.keep(READY);
        }
        return conditions.set(READY, doubt.isPresent() ? UNKNOWN : TRUE, reason, message);
    }

    private Conditions refusedToFull(Refusal refused) {
        return conditions.set(
                READY, FALSE, refused.reason(), "managementPolicy: Full would be refused: " + refused.message());
    }

    /** AWS is known to differ: Ready is no longer True, but only a refusal, not trouble on the way, makes it False. */
    private Conditions afterFailure(Observed<?, ?, ?> observed, FailureReport report) {
        String message =
                "Not yet as the spec says: " + String.join(", ", observed.remaining()) + ". " + report.message();
        conditions
                .set(READY, report.trouble() ? UNKNOWN : FALSE, report.reason(), message)
                .set(SYNCED, FALSE, report.reason(), message);
        return stalled(report.retry().isEmpty(), report.reason(), message);
    }
}
