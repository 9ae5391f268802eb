package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Drift;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Refusal;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryOutcome.Deleting;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Paused;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.repository.RepositoryOutcome.Waiting;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the whole status of an EcrRepository from the outcome of a pass. */
public final class RepositoryStatusFactory {

    /** The CRD's limit. */
    private static final int MAX_PLAN_LINE = 1024;

    private final Clock clock;

    /** The clock gives transition times. */
    public RepositoryStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The status after a pass. */
    public EcrRepositoryStatus status(EcrRepository object, RepositoryOutcome outcome) {
        Previous previous = Previous.of(object);
        Optional<String> since =
                PrincipalPropagation.since(previous.status(), previous.generation(), outcome, clock.instant());
        List<Condition> conditions =
                new RepositoryConditions(clock).of(previous.conditions(), previous.generation(), outcome, since);
        return switch (outcome) {
            case Observed observed -> observed(object, previous, conditions, since, observed);
            case Deleting deleting ->
                previous.with(conditions, deleting.imageCount().orElse(null), since);
            case Paused paused -> previous.with(conditions, null, since);
            case Refused refused -> previous.with(conditions, null, since);
            case Unresolved unresolved -> previous.with(conditions, null, since);
            case Waiting waiting -> previous.with(conditions, null, since);
            case Unobserved unobserved -> previous.with(conditions, null, since);
        };
    }

    private EcrRepositoryStatus observed(
            EcrRepository object,
            Previous previous,
            List<Condition> conditions,
            Optional<String> unknownPrincipalSince,
            Observed observed) {
        Optional<Repository> repository = observed.seen().repository().toOptional();
        boolean strange = !observed.observeOnly()
                && observed.plan().refusal().filter(Refusal::blocksChanges).isPresent();
        EcrRepositoryStatus before = previous.status();
        boolean coordinates = repository.isPresent() && !strange;
        return new EcrRepositoryStatus(
                previous.generation(),
                conditions,
                coordinates ? repository.get().repositoryUri() : before.repositoryUri(),
                coordinates ? repository.get().repositoryArn() : before.repositoryArn(),
                coordinates ? repository.get().registryId() : before.registryId(),
                createdAt(observed, before, coordinates),
                null,
                coordinates ? lifecycle(observed, before) : null,
                managedTagKeys(observed, before, coordinates),
                drift(previous, observed),
                unknownPrincipalSince.orElse(null),
                plan(observed),
                RequestAnnotations.requestedAt(object).orElse(null));
    }

    private static Lifecycle lifecycle(Observed observed, EcrRepositoryStatus before) {
        Optional<Lifecycle> unanswered = unanswered(observed);
        if (unanswered.isPresent()) {
            return unanswered.get();
        }
        if (observed.seen().lifecyclePolicy().isUnread()) {
            return before.lifecycle();
        }
        return observed.seen()
                .lifecyclePolicy()
                .toOptional()
                .flatMap(text -> switch (observed.desired().lifecycleAttachment()) {
                    case Attachment.None none ->
                        observed.desired().lifecyclePolicy().map(inline -> lifecycle("Inline", null, text));
                    case Attachment.Attached watched when observed.observeOnly() -> Optional.empty();
                    // What another writer has put there is not the policy's until it is set back.
                    case Attachment.Attached(var policy, var by, var document) ->
                        document.digest().equals(digest(text.text()))
                                ? Optional.of(lifecycle(Attachments.LIFECYCLE.source(policy), by, text))
                                : Optional.ofNullable(before.lifecycle());
                    case Attachment.Detached detached -> Optional.ofNullable(before.lifecycle());
                    case Attachment.Unsettled unsettled -> Optional.ofNullable(before.lifecycle());
                })
                .orElse(null);
    }

    /** A shared policy that may be in ECR, since AWS has not answered the call that puts it; which text is unknown. */
    private static Optional<Lifecycle> unanswered(Observed observed) {
        boolean put = observed.failed().stream()
                .anyMatch(failed -> failed.change() instanceof PutLifecyclePolicy
                        && failed.failure().kind() == Kind.TRANSIENT);
        return put
                        && observed.desired().lifecycleAttachment()
                                instanceof Attachment.Attached(var policy, var by, var text)
                ? Optional.of(new Lifecycle(Attachments.LIFECYCLE.source(policy), by, null, null))
                : Optional.empty();
    }

    private static Lifecycle lifecycle(String source, AttachedBy by, LifecyclePolicyText text) {
        return new Lifecycle(
                source,
                by,
                digest(text.text()),
                Optional.ofNullable(text.lastEvaluatedAt())
                        .map(Object::toString)
                        .orElse(null));
    }

    private static String digest(String text) {
        try {
            return LifecyclePolicyDocument.parse(text).digest();
        } catch (PolicySyntaxException e) {
            return null;
        }
    }

    private static List<String> managedTagKeys(Observed observed, EcrRepositoryStatus before, boolean coordinates) {
        RecordedRepository recorded = RecordedRepository.from(before);
        Optional<Repository> repository = observed.seen().repository().toOptional();
        if (repository.isEmpty()) {
            return ManagedTagKeys.ofMissing(observed, recorded).orElse(before.managedTagKeys());
        }
        if (observed.observeOnly()) {
            return repository.filter(recorded::is).isPresent() ? before.managedTagKeys() : null;
        }
        return coordinates ? ManagedTagKeys.ofExisting(observed, recorded, repository.get()) : before.managedTagKeys();
    }

    /** The time is unknown again while the answer to a call that creates the repository is missing. */
    private static String createdAt(Observed observed, EcrRepositoryStatus before, boolean coordinates) {
        if (coordinates) {
            return observed.seen()
                    .repository()
                    .toOptional()
                    .orElseThrow()
                    .createdAt()
                    .toString();
        }
        boolean unanswered = observed.seen().repository().toOptional().isEmpty()
                && ManagedTagKeys.ofMissing(observed, RecordedRepository.from(before))
                        .isPresent();
        return unanswered ? null : before.createdAt();
    }

    /** Drift is what differs without an edit: it was in sync at this very generation before. */
    private Drift drift(Previous previous, Observed observed) {
        List<String> facets = observed.remaining();
        if (facets.isEmpty()
                || !RepositoryDrift.unedited(
                        previous.status(),
                        previous.generation(),
                        observed.desired().lifecycleAttachment())) {
            return null;
        }
        return new Drift(facets, previous.drift().map(Drift::detectedAt).orElseGet(() -> clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()));
    }

    /** In Observe mode: why the changes would not be made, if so, and the changes. */
    private static List<String> plan(Observed observed) {
        Stream<String> refused = observed.plan().refusedOwnership().stream()
                .map(refusal -> refusal.reason().label() + ": " + refusal.message());
        Stream<String> changes = observed.plan().changes().stream().map(RepositoryChange::describe);
        List<String> plan = Stream.concat(refused, changes)
                .map(line -> line.length() <= MAX_PLAN_LINE ? line : line.substring(0, MAX_PLAN_LINE - 1) + "…")
                .toList();
        return observed.observeOnly() && !plan.isEmpty() ? plan : null;
    }

    /** The status before, never null, and the generation that is being answered. */
    private record Previous(EcrRepositoryStatus status, long generation) {

        static Previous of(EcrRepository object) {
            EcrRepositoryStatus status = object.getStatus() != null
                    ? object.getStatus()
                    : new EcrRepositoryStatus(
                            null, null, null, null, null, null, null, null, null, null, null, null, null);
            return new Previous(status, object.getMetadata().getGeneration());
        }

        List<Condition> conditions() {
            return status.conditions();
        }

        /** The drift that the status tells of, as long as it is the same spec that ECR differs from. */
        Optional<Drift> drift() {
            return RepositoryDrift.known(status, generation);
        }

        EcrRepositoryStatus with(List<Condition> conditions, Integer imageCount, Optional<String> since) {
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
                    drift().orElse(null),
                    since.orElse(null),
                    status.plan(),
                    status.lastHandledReconcileAt());
        }
    }
}
