package io.ecroperator.repository;

import static io.ecroperator.status.ConditionStatus.FALSE;
import static io.ecroperator.status.ConditionStatus.TRUE;
import static io.ecroperator.status.ConditionStatus.UNKNOWN;
import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.STALLED;
import static io.ecroperator.status.ConditionType.SYNCED;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Drift;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.repository.RepositoryOutcome.Deleting;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the whole status of an EcrRepository from the outcome of a pass. The only writer of its conditions. */
public final class RepositoryStatusFactory {

    /** Flux's and Argo's convention of asking for a fresh look. */
    static final String REQUESTED_AT = "ecr-operator.io/reconcile-requested-at";

    private static final Duration PRINCIPAL_PROPAGATION = Duration.ofMinutes(2);

    private final Clock clock;

    /** The clock gives transition times. */
    public RepositoryStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The status after a pass. */
    public EcrRepositoryStatus status(EcrRepository object, RepositoryOutcome outcome) {
        Previous previous = Previous.of(object);
        List<Condition> conditions = conditions(previous, outcome).build();
        return switch (outcome) {
            case Observed observed -> observed(object, previous, conditions, observed);
            case Deleting deleting ->
                previous.with(conditions, deleting.imageCount().orElse(null));
            case Paused paused -> previous.with(conditions, null);
            case Refused refused -> previous.with(conditions, null);
            case Waiting waiting -> previous.with(conditions, null);
            case Unobserved unobserved -> previous.with(conditions, null);
        };
    }

    private Conditions conditions(Previous previous, RepositoryOutcome outcome) {
        Conditions conditions = new Conditions(previous.conditions(), previous.generation(), clock);
        return switch (outcome) {
            case Paused paused -> {
                String message = Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy();
                keepReady(conditions, previous, Reason.PAUSED, message);
                yield conditions.set(SYNCED, UNKNOWN, Reason.PAUSED, message);
            }
            case Refused(var reason, var message) -> failed(conditions, reason, message, true);
            case Waiting waiting -> {
                String message = Reason.WAITING_FOR_REGISTRY.meaning();
                keepReady(conditions, previous, Reason.WAITING_FOR_REGISTRY, message);
                yield previous.ready().isPresent()
                        ? conditions.keep(SYNCED).keep(STALLED)
                        : conditions.set(SYNCED, UNKNOWN, Reason.WAITING_FOR_REGISTRY, message);
            }
            case Unobserved(var report) -> {
                keepReady(conditions, previous, report.reason(), report.message());
                yield conditions.set(SYNCED, UNKNOWN, report.reason(), report.message());
            }
            case Observed observed -> observedConditions(conditions, previous, observed);
            case Deleting(var reason, var message, var count, var trouble) ->
                conditions
                        .set(READY, trouble ? UNKNOWN : FALSE, reason, message)
                        .set(SYNCED, trouble ? UNKNOWN : FALSE, reason, message);
        };
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

    private Conditions observedConditions(Conditions conditions, Previous previous, Observed observed) {
        Optional<RepositoryPlan.Refusal> refusal = observed.plan().refusal();
        Optional<FailureReport> failure = observed.failure();
        if (refusal.isPresent()) {
            return failed(conditions, refusal.get().reason(), refusal.get().message(), true);
        }
        if (failure.isPresent()) {
            return afterFailure(conditions, previous, observed, failure.get());
        }
        if (observed.observeOnly() && observed.plan().differs()) {
            String message = "ECR differs from the spec in "
                    + String.join(", ", observed.plan().facets()) + ". " + Reason.PLAN_PENDING.remedy();
            return failed(conditions, Reason.PLAN_PENDING, message, false);
        }
        String message = "Repository " + observed.desired().repositoryName() + " in ECR equals the spec.";
        conditions.set(SYNCED, TRUE, Reason.IN_SYNC, message);
        return observed.outputProblem()
                .map(problem -> conditions.set(READY, FALSE, Reason.CONFIG_MAP_NOT_OURS, problem))
                .orElseGet(() -> conditions.set(READY, TRUE, Reason.IN_SYNC, message));
    }

    /** ECR is known to differ: Ready is no longer True, but only a refusal, not trouble on the way, makes it False. */
    private Conditions afterFailure(Conditions conditions, Previous previous, Observed observed, FailureReport report) {
        String message =
                "Not yet as the spec says: " + String.join(", ", observed.remaining()) + ". " + report.message();
        conditions
                .set(READY, report.trouble() ? UNKNOWN : FALSE, report.reason(), message)
                .set(SYNCED, FALSE, report.reason(), message);
        return report.retry().isEmpty() || persistent(previous, report)
                ? conditions.set(STALLED, TRUE, report.reason(), message)
                : conditions;
    }

    /** IAM needs a moment to know a new principal (terraform-provider-aws#39064); after that, somebody has to act. */
    private boolean persistent(Previous previous, FailureReport report) {
        return report.reason() == Reason.PRINCIPAL_NOT_FOUND
                && Conditions.find(previous.conditions(), SYNCED)
                        .filter(synced -> report.reason().label().equals(synced.getReason()))
                        .map(synced -> Instant.parse(synced.getLastTransitionTime()))
                        .filter(since -> since.plus(PRINCIPAL_PROPAGATION).isBefore(clock.instant()))
                        .isPresent();
    }

    private EcrRepositoryStatus observed(
            EcrRepository object, Previous previous, List<Condition> conditions, Observed observed) {
        Optional<Repository> repository = observed.seen().repository().toOptional();
        boolean strange = observed.plan()
                .refusal()
                .filter(refusal -> refusal.blocksChanges())
                .isPresent();
        EcrRepositoryStatus before = previous.status();
        boolean coordinates = repository.isPresent() && !strange;
        return new EcrRepositoryStatus(
                previous.generation(),
                conditions,
                coordinates ? repository.get().repositoryUri() : before.repositoryUri(),
                coordinates ? repository.get().repositoryArn() : before.repositoryArn(),
                coordinates ? repository.get().registryId() : before.registryId(),
                coordinates ? repository.get().createdAt().toString() : before.createdAt(),
                null,
                coordinates ? lifecycle(observed, before) : null,
                managedTagKeys(observed, before, coordinates),
                drift(previous, observed),
                plan(observed),
                requestedAt(object));
    }

    private static Lifecycle lifecycle(Observed observed, EcrRepositoryStatus before) {
        if (observed.seen().lifecyclePolicy().isUnread()) {
            return before.lifecycle();
        }
        Optional<LifecyclePolicyText> policy = observed.seen().lifecyclePolicy().toOptional();
        boolean managed = observed.desired().lifecyclePolicy().isPresent();
        return policy.filter(text -> managed)
                .map(text -> new Lifecycle(
                        "Inline",
                        digest(text.text()),
                        Optional.ofNullable(text.lastEvaluatedAt())
                                .map(Object::toString)
                                .orElse(null)))
                .orElse(null);
    }

    private static String digest(String text) {
        try {
            return LifecyclePolicyDocument.parse(text).digest();
        } catch (PolicySyntaxException e) {
            return null;
        }
    }

    /** Keys that were written stay recorded until they are known to be gone, so that a failed removal is made up for. */
    private static List<String> managedTagKeys(Observed observed, EcrRepositoryStatus before, boolean coordinates) {
        RecordedRepository recorded = RecordedRepository.from(before);
        boolean same =
                observed.seen().repository().toOptional().map(recorded::is).orElse(false);
        if (observed.observeOnly() || !coordinates) {
            return same || !coordinates ? before.managedTagKeys() : null;
        }
        boolean tagged = same
                || observed.seen()
                        .tags()
                        .toOptional()
                        .map(tags -> observed.desired().owner().equals(tags.get(Ownership.TAG_KEY)))
                        .orElse(false);
        if (!tagged) {
            return null;
        }
        TreeSet<String> keys = new TreeSet<>();
        keys.add(Ownership.TAG_KEY);
        observed.desired().tags().ifPresent(tags -> {
            keys.addAll(tags.keySet());
            recorded.managedTagKeys().stream()
                    .filter(key -> observed.seen()
                            .tags()
                            .toOptional()
                            .map(found -> found.containsKey(key))
                            .orElse(true))
                    .forEach(keys::add);
        });
        return List.copyOf(keys);
    }

    /** Drift is what differs without an edit: it was in sync at this very generation before. */
    private Drift drift(Previous previous, Observed observed) {
        List<String> facets = observed.remaining();
        Drift before = previous.status().drift();
        boolean wasInSync = Conditions.isTrue(previous.conditions(), SYNCED, previous.generation());
        if (facets.isEmpty() || !(wasInSync || before != null)) {
            return null;
        }
        return new Drift(
                facets,
                before != null
                        ? before.detectedAt()
                        : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static List<String> plan(Observed observed) {
        return observed.observeOnly() && !observed.plan().changes().isEmpty()
                ? observed.plan().changes().stream()
                        .map(RepositoryChange::describe)
                        .toList()
                : null;
    }

    private static String requestedAt(EcrRepository object) {
        return object.getMetadata().getAnnotations() == null
                ? null
                : object.getMetadata().getAnnotations().get(REQUESTED_AT);
    }

    /** The status before, never null, and the generation that is being answered. */
    private record Previous(EcrRepositoryStatus status, long generation) {

        static Previous of(EcrRepository object) {
            EcrRepositoryStatus status = object.getStatus() != null
                    ? object.getStatus()
                    : new EcrRepositoryStatus(null, null, null, null, null, null, null, null, null, null, null, null);
            return new Previous(status, object.getMetadata().getGeneration());
        }

        List<Condition> conditions() {
            return status.conditions();
        }

        Optional<Condition> ready() {
            return Conditions.find(status.conditions(), READY);
        }

        EcrRepositoryStatus with(List<Condition> conditions, Integer imageCount) {
            return new EcrRepositoryStatus(
                    generation,
                    conditions,
                    status.repositoryUri(),
                    status.repositoryArn(),
                    status.registryId(),
                    status.createdAt(),
                    imageCount,
                    status.lifecycle(),
                    status.managedTagKeys(),
                    status.drift(),
                    status.plan(),
                    status.lastHandledReconcileAt());
        }
    }
}
