package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the whole status of an EcrRepository from the outcome of a pass. */
public final class RepositoryStatusFactory {

    private static final EcrRepositoryStatus NONE =
            new EcrRepositoryStatus(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final Clock clock;

    /** The clock gives transition times. */
    public RepositoryStatusFactory(Clock clock) {
        this.clock = clock;
    }

    /** The status after a pass. */
    public EcrRepositoryStatus status(
            EcrRepository object,
            CommonStatus common,
            Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome) {
        EcrRepositoryStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        Optional<String> since =
                PrincipalPropagation.since(before, common.observedGeneration(), outcome, clock.instant());
        if (outcome instanceof Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
            if (PrincipalPropagation.over(since, clock.instant())) {
                stall(common.conditions());
            }
            return observed(before, common, since, observed);
        }
        Integer imageCount = outcome instanceof Outcome.Deleting<?, ?, ?> deleting
                ? deleting.contents().orElse(null)
                : null;
        return new EcrRepositoryStatus(
                common.observedGeneration(),
                common.conditions().build(),
                before.repositoryUri(),
                before.repositoryArn(),
                before.registryId(),
                before.createdAt(),
                imageCount,
                before.lifecycle(),
                before.managedTagKeys(),
                common.drift(),
                since.orElse(null),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    /** Says that only an edit can help, in the words in which it is not synced. */
    private static void stall(Conditions conditions) {
        Conditions.find(conditions.build(), ConditionType.SYNCED)
                .ifPresent(synced -> conditions.set(
                        ConditionType.STALLED, ConditionStatus.TRUE, Reason.PRINCIPAL_NOT_FOUND, synced.getMessage()));
    }

    private static EcrRepositoryStatus observed(
            EcrRepositoryStatus before,
            CommonStatus common,
            Optional<String> unknownPrincipalSince,
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
        Optional<Repository> repository = observed.seen().repository().toOptional();
        boolean strange = !observed.observeOnly() && observed.plan().isBlocked();
        boolean coordinates = repository.isPresent() && !strange;
        return new EcrRepositoryStatus(
                common.observedGeneration(),
                common.conditions().build(),
                coordinates ? repository.get().repositoryUri() : before.repositoryUri(),
                coordinates ? repository.get().repositoryArn() : before.repositoryArn(),
                coordinates ? repository.get().registryId() : before.registryId(),
                createdAt(observed, before, coordinates),
                null,
                coordinates ? lifecycle(observed, before) : null,
                managedTagKeys(observed, before, coordinates),
                common.drift(),
                unknownPrincipalSince.orElse(null),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    private static Lifecycle lifecycle(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, EcrRepositoryStatus before) {
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
    private static Optional<Lifecycle> unanswered(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
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

    private static List<String> managedTagKeys(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed,
            EcrRepositoryStatus before,
            boolean coordinates) {
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
    private static String createdAt(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed,
            EcrRepositoryStatus before,
            boolean coordinates) {
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
}
