package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.tagged.ManagedTagKeys;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the whole status of an EcrRepository from the outcome of a pass. */
public final class RepositoryStatusFactory {

    private static final EcrRepositoryStatus NONE =
            new EcrRepositoryStatus(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

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
                before.repositoryPolicy(),
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
                coordinates ? PolicyStatus.lifecycle(observed, before) : null,
                coordinates ? PolicyStatus.repositoryPolicy(observed, before) : null,
                managedTagKeys(observed, before, coordinates),
                common.drift(),
                unknownPrincipalSince.orElse(null),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    private static List<String> managedTagKeys(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed,
            EcrRepositoryStatus before,
            boolean coordinates) {
        RecordedRepository recorded = RecordedRepository.from(before);
        Optional<Repository> repository = observed.seen().repository().toOptional();
        if (repository.isEmpty()) {
            return tagKeys(observed, recorded).ofMissing().orElse(before.managedTagKeys());
        }
        if (observed.observeOnly()) {
            return repository.filter(recorded::is).isPresent()
                            || recorded.tags().isUnanswered()
                    ? before.managedTagKeys()
                    : null;
        }
        return coordinates
                ? tagKeys(observed, recorded)
                        .ofExisting(
                                RecordedRepository.incarnation(repository.get()),
                                observed.seen().tags())
                : before.managedTagKeys();
    }

    private static ManagedTagKeys tagKeys(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, RecordedRepository recorded) {
        return ManagedTagKeys.after(observed, observed.desired().wish(), recorded.tags(), RepositoryChange::tagKeys);
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
                && tagKeys(observed, RecordedRepository.from(before))
                        .ofMissing()
                        .isPresent();
        return unanswered ? null : before.createdAt();
    }
}
