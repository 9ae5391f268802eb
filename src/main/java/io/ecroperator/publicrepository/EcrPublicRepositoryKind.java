package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
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
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import java.time.Clock;
import java.util.Optional;

/** What EcrPublicRepository has that other kinds of one thing in AWS have not. */
final class EcrPublicRepositoryKind
        implements ManagedKind<
                EcrPublicRepository,
                EcrPublicRepositoryStatus,
                DesiredPublicRepository,
                ObservedPublicRepository,
                PublicRepositoryChange> {

    static final KindFacts<EcrPublicRepository, EcrPublicRepositoryStatus> FACTS = new KindFacts<>(
            "EcrPublicRepository",
            "public repository",
            EcrPublicRepository::effectiveRepositoryName,
            EcrPublicRepositoryKind::use,
            status -> RecordedPublicRepository.from(status).isOwned(),
            Reason.DUPLICATE,
            EcrPublicRepository::new,
            true);

    private final LogoConfigMaps logos;
    private final Registries registries;
    private final PublicRepositoryResolver resolver;
    private final PartMemory memory;
    private final PublicRepositoryObserver observer;
    private final PublicRepositoryApplier applier;
    private final PublicRepositoryDeletion deletion;

    /** For one cluster, whose name and UID are in the ownership tags; {@code logos} has what objects keep in ConfigMaps. */
    EcrPublicRepositoryKind(Registries registries, Cluster cluster, Clock clock, LogoConfigMaps logos) {
        this.logos = logos;
        this.registries = registries;
        this.resolver = new PublicRepositoryResolver(cluster);
        this.memory = new PartMemory(clock);
        this.observer = new PublicRepositoryObserver(memory);
        this.applier = new PublicRepositoryApplier(memory);
        this.deletion = new PublicRepositoryDeletion(cluster);
    }

    /** Where the repository is only the account says, which is compared when it is looked at, and not the region. */
    private static RegistryUse use(EcrPublicRepository object) {
        return RegistryUse.of(
                        RegistryKind.ECR_PUBLIC_REPOSITORY,
                        object.getMetadata().getNamespace(),
                        object.getSpec() == null ? null : object.getSpec().registryRef())
                .ofRepository(object.effectiveRepositoryName(), Optional.empty());
    }

    @Override
    public KindFacts<EcrPublicRepository, EcrPublicRepositoryStatus> facts() {
        return FACTS;
    }

    @Override
    public Resolution<DesiredPublicRepository> resolve(
            EcrPublicRepository object, RegistryReference.Resolved registry) {
        return resolver.resolve(object, registry.access(), logos.of(object));
    }

    @Override
    public Observation<ObservedPublicRepository> observe(
            EcrConnection aws, EcrPublicRepository object, DesiredPublicRepository desired, Look look) {
        return observer.observe(aws, object, desired, look);
    }

    @Override
    public Optional<ObservedPublicRepository> confirm(
            EcrConnection aws,
            EcrPublicRepository object,
            DesiredPublicRepository desired,
            Seen<ObservedPublicRepository> seen,
            Plan<PublicRepositoryChange> plan) {
        boolean reportsLoss = seen.value().repository() instanceof Reading.Absent
                && RecordedPublicRepository.from(object.getStatus()).isOwned()
                && desired.recreatePolicy() == RecreatePolicy.REPORT; // a listing alone is no proof of a loss
        boolean writes = object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE
                && plan.permitted().stream().anyMatch(Change::isFinal);
        boolean decides = seen.value().repository() instanceof Reading.Found && writes;
        return reportsLoss || decides ? Optional.of(observer.fresh(aws, object, desired)) : Optional.empty();
    }

    @Override
    public Plan<PublicRepositoryChange> plan(
            DesiredPublicRepository desired, ObservedPublicRepository seen, EcrPublicRepositoryStatus recorded) {
        return PublicRepositoryPlanner.plan(desired, seen, RecordedPublicRepository.from(recorded));
    }

    @Override
    public void apply(EcrConnection aws, DesiredPublicRepository desired, PublicRepositoryChange change) {
        applier.apply(aws, desired, change);
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrPublicRepository object) {
        return deletion.delete(aws, object);
    }

    @Override
    public void leave(EcrPublicRepository object) {
        String uid = object.getMetadata().getUid();
        registries.inUse().values().forEach(each -> each.publicListing().untrack(uid));
        memory.forget(uid);
    }

    @Override
    public EcrPublicRepositoryStatus status(
            EcrPublicRepository object,
            CommonStatus common,
            Outcome<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> outcome) {
        return PublicRepositoryStatusFactory.status(object, common, outcome);
    }
}
