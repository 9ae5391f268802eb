package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.TemplateEncryption;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RepositoryPrefix;
import io.ecroperator.aws.connection.EcrConnection;
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
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.Resolution;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.RecordedCalls;
import io.ecroperator.managed.recorded.RecordedDeletion;
import io.ecroperator.managed.recorded.RecordedObserver;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.reference.NamedArns;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import io.ecroperator.template.TemplateChange.CreateRepositoryCreationTemplate;
import io.ecroperator.template.TemplateChange.TakeOver;
import io.ecroperator.template.TemplateChange.UpdateRepositoryCreationTemplate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What EcrRepositoryCreationTemplate has that other kinds of one thing in AWS have not. */
final class EcrRepositoryCreationTemplateKind
        implements ManagedKind<
                EcrRepositoryCreationTemplate,
                EcrRepositoryCreationTemplateStatus,
                DesiredTemplate,
                Sighting<CreationTemplate>,
                TemplateChange> {

    static final KindFacts<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus> FACTS = new KindFacts<>(
            "EcrRepositoryCreationTemplate",
            "repository creation template",
            EcrRepositoryCreationTemplate::effectivePrefix,
            EcrRepositoryCreationTemplateKind::use,
            status -> Recorded.in(status).createdAt().isPresent(),
            Reason.DUPLICATE,
            EcrRepositoryCreationTemplate::new);

    private static final RecordedCalls<CreationTemplate> CALLS = new RecordedCalls<>(
            EcrConnection::templateListing,
            (aws, prefix) -> aws.templates().describeRepositoryCreationTemplate(prefix),
            (aws, prefix) -> aws.templates().deleteRepositoryCreationTemplate(prefix));

    private final Registries registries;
    private final RecordedObserver<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate>
            observer;
    private final RecordedDeletion<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate>
            deletion = new RecordedDeletion<>(
                    FACTS, CALLS, EcrRepositoryCreationTemplateKind::isAsAsked, "the repositories that it made stay");
    private final TemplatePlanner planner = new TemplatePlanner();

    EcrRepositoryCreationTemplateKind(Registries registries, Clock clock) {
        this.registries = registries;
        this.observer = new RecordedObserver<>(FACTS, CALLS, clock);
    }

    /** A template reaches any repository below its prefix, so its namespace has to be allowed all of them. */
    private static RegistryUse use(EcrRepositoryCreationTemplate object) {
        String reached = new RepositoryPrefix(object.effectivePrefix()).repositories();
        return RegistryUse.of(
                        RegistryKind.ECR_REPOSITORY_CREATION_TEMPLATE,
                        object.getMetadata().getNamespace(),
                        object.getSpec() == null ? null : object.getSpec().registryRef())
                .ofRepository(reached, Recorded.in(object.getStatus()).place(FACTS.of(object)));
    }

    @Override
    public KindFacts<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus> facts() {
        return FACTS;
    }

    @Override
    public NamedArns names(EcrRepositoryCreationTemplate object) {
        TemplateEncryption encryption = object.getSpec().encryptionConfiguration();
        return NamedArns.NONE
                .with("customRoleArn", object.getSpec().customRoleArn())
                .with("encryptionConfiguration.kmsKey", encryption == null ? null : encryption.kmsKey());
    }

    @Override
    public Resolution<DesiredTemplate> resolve(
            EcrRepositoryCreationTemplate object, RegistryReference.Resolved registry) {
        return TemplateResolver.resolve(
                object,
                () -> PushOpenness.of(
                        registry.connection(),
                        object.effectivePrefix(),
                        RequestAnnotations.isRequested(object, object.getStatus())));
    }

    @Override
    public Observation<Sighting<CreationTemplate>> observe(
            EcrConnection aws, EcrRepositoryCreationTemplate object, DesiredTemplate desired, Look look) {
        Observation<Sighting<CreationTemplate>> seen = observer.observe(aws, object, look);
        return desired.createsOnPush() && seen instanceof Seen<Sighting<CreationTemplate>> found
                ? found.again(aws.registryPolicy().untilNext())
                : seen;
    }

    @Override
    public Optional<Sighting<CreationTemplate>> confirm(
            EcrConnection aws,
            EcrRepositoryCreationTemplate object,
            DesiredTemplate desired,
            Seen<Sighting<CreationTemplate>> seen,
            Plan<TemplateChange> plan) {
        return object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE
                        && plan.permitted().stream().anyMatch(Change::isFinal)
                ? Optional.of(observer.fresh(aws, object))
                : Optional.empty();
    }

    @Override
    public Plan<TemplateChange> plan(
            DesiredTemplate desired, Sighting<CreationTemplate> seen, EcrRepositoryCreationTemplateStatus recorded) {
        return planner.plan(desired, seen, Recorded.in(recorded));
    }

    @Override
    public Optional<EcrRepositoryCreationTemplateStatus> announcement(
            EcrRepositoryCreationTemplate object, List<TemplateChange> changes) {
        return changes.stream().anyMatch(Change::creates)
                ? Optional.of(TemplateStatusFactory.announced(object, observer.now()))
                : Optional.empty();
    }

    @Override
    public void apply(EcrConnection aws, DesiredTemplate desired, TemplateChange change) {
        switch (change) {
            case CreateRepositoryCreationTemplate(var prefix, var settings) ->
                observer.creating(
                        aws, prefix, () -> aws.templates().createRepositoryCreationTemplate(prefix, settings));
            case UpdateRepositoryCreationTemplate(var prefix, var difference) ->
                aws.templates().updateRepositoryCreationTemplate(prefix, difference.settings());
            case TakeOver(var prefix) -> observer.answered(aws, prefix);
        }
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        return deletion.delete(aws, object);
    }

    private static boolean isAsAsked(EcrRepositoryCreationTemplate object, CreationTemplate template) {
        return TemplateResolver.resolve(object, PushOpenness.Closed::new)
                        instanceof Resolution.Resolved<DesiredTemplate> wanted
                && TemplateDifference.between(template, wanted.desired()).isEmpty();
    }

    @Override
    public void leave(EcrRepositoryCreationTemplate object) {
        String uid = object.getMetadata().getUid();
        registries.inUse().values().forEach(each -> each.templateListing().untrack(uid));
        observer.forget(object);
    }

    @Override
    public EcrRepositoryCreationTemplateStatus status(
            EcrRepositoryCreationTemplate object,
            CommonStatus common,
            Outcome<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> outcome) {
        return TemplateStatusFactory.status(object, common, outcome);
    }
}
