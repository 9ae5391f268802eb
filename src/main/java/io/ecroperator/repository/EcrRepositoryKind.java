package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.KindFacts;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.ManagedKind;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.NamedArns;
import io.ecroperator.reference.RecordedPlace;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.repository.RepositoryChange.UntagResource;
import io.ecroperator.status.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What EcrRepository has that other kinds of one thing in AWS have not. */
final class EcrRepositoryKind
        implements ManagedKind<
                EcrRepository, EcrRepositoryStatus, DesiredRepository, ViewedRepository, RepositoryChange> {

    static final KindFacts<EcrRepository, EcrRepositoryStatus> FACTS = new KindFacts<>(
            "EcrRepository",
            "repository",
            EcrRepository::effectiveRepositoryName,
            EcrRepositoryKind::use,
            status -> RecordedRepository.from(status).isOwned(),
            Reason.DUPLICATE_REPOSITORY,
            EcrRepository::new);

    private final Function<EcrRepository, PolicyAttachments> attachments;
    private final Registries registries;
    private final RepositoryResolver resolver;
    private final RepositoryPlanner planner = new RepositoryPlanner();
    private final RepositoryDeletion deletion;
    private final RepositoryStatusFactory statuses;

    /**
     * For one cluster, whose name and UID are in the ownership tags.
     *
     * @param attachments what the shared policies mean for an object
     */
    EcrRepositoryKind(
            Function<EcrRepository, PolicyAttachments> attachments,
            Registries registries,
            Cluster cluster,
            Clock clock) {
        this.attachments = attachments;
        this.registries = registries;
        this.resolver = new RepositoryResolver(cluster);
        this.deletion = new RepositoryDeletion(cluster);
        this.statuses = new RepositoryStatusFactory(clock);
    }

    private static RegistryUse use(EcrRepository object) {
        String arn = object.getStatus() == null ? null : object.getStatus().repositoryArn();
        return RegistryUse.of(RegistryKind.ECR_REPOSITORY, object.getMetadata().getNamespace(), object.registryRef())
                .ofRepository(object.effectiveRepositoryName(), RecordedPlace.ofArn(arn));
    }

    @Override
    public KindFacts<EcrRepository, EcrRepositoryStatus> facts() {
        return FACTS;
    }

    @Override
    public NamedArns names(EcrRepository object) {
        EncryptionConfiguration encryption = object.getSpec().encryptionConfiguration();
        return NamedArns.NONE.with("encryptionConfiguration.kmsKey", encryption == null ? null : encryption.kmsKey());
    }

    @Override
    public Resolution<DesiredRepository> resolve(EcrRepository object, RegistryReference.Resolved registry) {
        return resolver.resolve(object, attachments.apply(object), registry.access(), registry.defaults());
    }

    @Override
    public Observation<ViewedRepository> observe(
            EcrConnection aws, EcrRepository object, DesiredRepository desired, Look look) {
        return new RepositoryObserver(aws).observe(object, desired, look);
    }

    @Override
    public Optional<ViewedRepository> confirm(
            EcrConnection aws,
            EcrRepository object,
            DesiredRepository desired,
            Seen<ViewedRepository> seen,
            Plan<RepositoryChange> plan) {
        RepositoryObserver observer = new RepositoryObserver(aws);
        RecordedRepository recorded = RecordedRepository.from(object.getStatus());
        boolean reportsLoss = seen.value().repository() instanceof Reading.Absent
                && recorded.isOwned()
                && desired.recreatePolicy() == RecreatePolicy.REPORT;
        if (reportsLoss) {
            return Optional.of(observer.read(desired, recorded, Look.FRESH)); // a listing alone is no proof of a loss
        }
        Optional<ViewedRepository> again = Optional.empty();
        if (plan.permitted().stream().anyMatch(UntagResource.class::isInstance)) {
            aws.repositories().describeRepository(desired.repositoryName()); // another incarnation's tags are not ours
            again = Optional.of(observer.read(desired, recorded, seen.look()));
        }
        ViewedRepository now = again.orElse(seen.value());
        boolean isFinal = object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE
                && planner.plan(desired, now, recorded).permitted().stream().anyMatch(Change::isFinal);
        return isFinal && observer.confirm(desired, recorded, seen.look(), now)
                ? Optional.of(observer.read(desired, recorded, Look.CACHED))
                : again;
    }

    @Override
    public Plan<RepositoryChange> plan(DesiredRepository desired, ViewedRepository seen, EcrRepositoryStatus recorded) {
        return planner.plan(desired, seen, RecordedRepository.from(recorded));
    }

    @Override
    public List<String> details(ViewedRepository seen, RepositoryChange change) {
        return ChangeDetails.of(seen, change);
    }

    @Override
    public void apply(EcrConnection aws, DesiredRepository desired, RepositoryChange change) {
        try {
            new RepositoryApplier(aws.repositoryDoors()).apply(change);
        } catch (AwsException e) {
            ViewedRepository now = aws.view().get(desired.repositoryName());
            throw RefusalAdvice.of(change, e.failure(), desired, now)
                    .map(advice -> new AwsException(e.failure().withRemedy(advice), e))
                    .orElse(e);
        }
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrRepository object) {
        return deletion.delete(object, aws.repositoryDoors());
    }

    @Override
    public void leave(EcrRepository object) {
        registries.untrack(object.getMetadata().getUid(), object.effectiveRepositoryName());
    }

    @Override
    public EcrRepositoryStatus status(
            EcrRepository object,
            CommonStatus common,
            Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome) {
        return statuses.status(object, common, outcome);
    }
}
