package io.ecroperator.repository;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.RESOLVED_REFS;
import static io.ecroperator.status.ConditionType.SPEC_WARNING;
import static io.ecroperator.status.ConditionType.STALLED;
import static io.ecroperator.status.ConditionType.SYNCED;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.managed.Refusal;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.repository.RepositoryOutcome.Deleting;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says in conditions how a pass ended. */
final class RepositoryConditions {

    private final Clock clock;

    RepositoryConditions(Clock clock) {
        this.clock = clock;
    }

    /** The conditions before the pass, the generation that is being answered, and since when a principal is unknown. */
    private record Previous(List<Condition> conditions, long generation, Optional<String> unknownPrincipalSince) {

        Optional<Condition> ready() {
            return Conditions.find(conditions, READY);
        }
    }

    /** The conditions after a pass, given those before it (null for none). */
    List<Condition> of(
            List<Condition> before,
            long generation,
            RepositoryOutcome outcome,
            Optional<String> unknownPrincipalSince) {
        Previous previous = new Previous(before, generation, unknownPrincipalSince);
        return conditions(previous, outcome).build();
    }

    private Conditions conditions(Previous previous, RepositoryOutcome outcome) {
        Conditions conditions = new Conditions(previous.conditions(), previous.generation(), clock);
        return switch (outcome) {
            case Paused paused -> {
                String message = Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy();
                keepReady(conditions, previous, Reason.PAUSED, message);
                yield conditions.keep(SPEC_WARNING).set(SYNCED, UNKNOWN, Reason.PAUSED, message);
            }
            case Refused(var reason, var message) -> failed(conditions, reason, message, true);
            case Unresolved(var reason, var message) ->
                failed(
                        conditions.set(RESOLVED_REFS, FALSE, reason, message),
                        reason,
                        message,
                        reason != Reason.REGISTRY_NOT_FOUND); // which may be applied a moment later
            case Waiting waiting -> {
                String message = Reason.WAITING_FOR_REGISTRY.meaning() + " " + Reason.WAITING_FOR_REGISTRY.remedy();
                keepReady(conditions.keep(SPEC_WARNING), previous, Reason.WAITING_FOR_REGISTRY, message);
                yield previous.ready().isPresent()
                        ? conditions.keep(RESOLVED_REFS).keep(SYNCED).keep(STALLED)
                        : conditions.set(SYNCED, UNKNOWN, Reason.WAITING_FOR_REGISTRY, message);
            }
            case Unobserved(var report) ->
                unknown(conditions.keep(RESOLVED_REFS).keep(SPEC_WARNING), previous, report);
            case Observed observed ->
                observedConditions(
                        warned(references(conditions, observed.desired()), observed.desired()), previous, observed);
            case Deleting(var reason, var message, var count, var trouble) ->
                conditions
                        .set(READY, trouble ? UNKNOWN : FALSE, reason, message)
                        .set(SYNCED, trouble ? UNKNOWN : FALSE, reason, message);
        };
    }

    /** What could not be looked at is not equal. A refusal is no outage: Ready follows, since nobody knows when it ends. */
    private static Conditions unknown(Conditions conditions, Previous previous, FailureReport report) {
        if (report.trouble()) {
            keepReady(conditions, previous, report.reason(), report.message());
        } else {
            conditions.set(READY, UNKNOWN, report.reason(), report.message());
        }
        return conditions.set(SYNCED, UNKNOWN, report.reason(), report.message());
    }

    /** Trouble that says nothing about the object leaves Ready as it was for this generation. */
    private static void keepReady(Conditions conditions, Previous previous, Reason reason, String message) {
        boolean current = previous.ready()
                .filter(ready -> Objects.equals(ready.getObservedGeneration(), previous.generation()))
                .filter(ready -> !UNKNOWN.label().equals(ready.getStatus()))
                .isPresent();
        if (current) {
            conditions.keep(READY);
        } else {
            conditions.set(READY, UNKNOWN, reason, message);
        }
    }

    private static Conditions failed(Conditions conditions, Reason reason, String message, boolean needsEdit) {
        conditions.set(READY, FALSE, reason, message).set(SYNCED, FALSE, reason, message);
        return needsEdit ? conditions.set(STALLED, TRUE, reason, message) : conditions;
    }

    /** Present only where the spec refers to something. */
    private static Conditions references(Conditions conditions, DesiredRepository desired) {
        return switch (desired.lifecycleAttachment()) {
            case Attachment.Unsettled unsettled
            when unsettled.referenced() ->
                conditions.set(RESOLVED_REFS, FALSE, unsettled.reason(), unsettled.message());
            case Attachment.Attached(var policy, var by, var document)
            when by == AttachedBy.REF ->
                conditions.set(
                        RESOLVED_REFS,
                        TRUE,
                        Reason.RESOLVED,
                        "EcrLifecyclePolicy " + policy
                                + desired.registryRef()
                                        .map(registry -> " and EcrRegistry " + registry + " are there.")
                                        .orElse(" is there."));
            default ->
                desired.registryRef()
                        .map(registry -> conditions.set(
                                RESOLVED_REFS, TRUE, Reason.RESOLVED, "EcrRegistry " + registry + " is there."))
                        .orElse(conditions);
        };
    }

    /** Only of what this object's own spec says; a shared policy warns itself. */
    private static Conditions warned(Conditions conditions, DesiredRepository desired) {
        return desired.lifecycleAttachment() instanceof Attachment.None
                ? conditions.warn(
                        Reason.ALL_TAGS_REQUIRED,
                        "spec.lifecyclePolicy",
                        desired.lifecyclePolicy().map(PolicyDocument::warnings).orElse(List.of()))
                : conditions;
    }

    private Conditions observedConditions(Conditions conditions, Previous previous, Observed observed) {
        Optional<Refusal> refusal = observed.plan().refusal().filter(refused -> observed.refusedToFull()
                .isEmpty());
        Optional<FailureReport> failure = observed.failure();
        if (refusal.isPresent()) {
            return failed(conditions, refusal.get().reason(), refusal.get().message(), true);
        }
        if (failure.isPresent()) {
            return afterFailure(conditions, previous, observed, failure.get());
        }
        if (observed.observeOnly() && !observed.plan().differences().isEmpty()) {
            String message = "ECR differs from the spec in "
                    + String.join(", ", observed.plan().differences()) + ". " + Reason.PLAN_PENDING.remedy();
            return observed.refusedToFull()
                    .map(refused -> conditions
                            .set(READY, FALSE, refused.reason(), underFull(refused))
                            .set(SYNCED, FALSE, Reason.PLAN_PENDING, message))
                    .orElseGet(() -> failed(conditions, Reason.PLAN_PENDING, message, false));
        }
        if (observed.desired().lifecycleAttachment() instanceof Attachment.Unsettled unsettled) {
            return failed(conditions, unsettled.reason(), unsettled.message(), unsettled.reason() == Reason.CONFLICT);
        }
        return equal(conditions, previous, observed);
    }

    /** Nothing is known to differ. */
    private static Conditions equal(Conditions conditions, Previous previous, Observed observed) {
        String name = observed.desired().repositoryName();
        Optional<FailureReport> doubt = RepositoryDoubts.report(name, observed.doubts());
        String message =
                doubt.map(FailureReport::message).orElseGet(() -> "Repository " + name + " in ECR equals the spec.");
        Reason reason = doubt.map(FailureReport::reason).orElse(Reason.IN_SYNC);
        conditions.set(SYNCED, doubt.isPresent() ? UNKNOWN : TRUE, reason, message);
        if (observed.outputProblem().isPresent()) {
            OutputProblem problem = observed.outputProblem().get();
            conditions.set(READY, problem.trouble() ? UNKNOWN : FALSE, problem.reason(), problem.message());
            return problem.reason() == Reason.CONFIG_MAP_NOT_OURS
                    ? conditions.set(STALLED, TRUE, problem.reason(), problem.message())
                    : conditions;
        }
        if (observed.refusedToFull().isPresent()) {
            Refusal refused = observed.refusedToFull().get();
            return conditions.set(READY, FALSE, refused.reason(), underFull(refused));
        }
        boolean outage = doubt.filter(FailureReport::trouble).isPresent();
        if (outage && Conditions.isTrue(previous.conditions(), READY, previous.generation())) {
            return conditions.keep(READY);
        }
        return conditions.set(READY, doubt.isPresent() ? UNKNOWN : TRUE, reason, message);
    }

    private static String underFull(Refusal refused) {
        return "managementPolicy: Full would be refused: " + refused.message();
    }

    /** ECR is known to differ: Ready is no longer True, but only a refusal, not trouble on the way, makes it False. */
    private Conditions afterFailure(Conditions conditions, Previous previous, Observed observed, FailureReport report) {
        String message =
                "Not yet as the spec says: " + String.join(", ", observed.remaining()) + ". " + report.message();
        conditions
                .set(READY, report.trouble() ? UNKNOWN : FALSE, report.reason(), message)
                .set(SYNCED, FALSE, report.reason(), message);
        return report.retry().isEmpty() || PrincipalPropagation.over(previous.unknownPrincipalSince(), clock.instant())
                ? conditions.set(STALLED, TRUE, report.reason(), message)
                : conditions;
    }
}
