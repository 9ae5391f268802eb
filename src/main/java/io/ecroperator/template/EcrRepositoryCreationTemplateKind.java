package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
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
import io.ecroperator.reference.RecordedPlace;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import io.ecroperator.template.TemplateChange.CreateRepositoryCreationTemplate;
import io.ecroperator.template.TemplateChange.TakeOver;
import io.ecroperator.template.TemplateChange.UpdateRepositoryCreationTemplate;
import java.time.Clock;
import java.util.Optional;

/** What EcrRepositoryCreationTemplate has that other kinds of one thing in AWS have not. */
final class EcrRepositoryCreationTemplateKind
        implements ManagedKind<
                EcrRepositoryCreationTemplate,
                EcrRepositoryCreationTemplateStatus,
                DesiredTemplate,
                ObservedTemplate,
                TemplateChange> {

    static final KindFacts<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus> FACTS = new KindFacts<>(
            "EcrRepositoryCreationTemplate",
            "repository creation template",
            EcrRepositoryCreationTemplate::effectivePrefix,
            EcrRepositoryCreationTemplateKind::use,
            status -> RecordedTemplate.from(status).createdAt().isPresent(),
            Reason.DUPLICATE,
            EcrRepositoryCreationTemplate::new);

    /** All names, as {@code prefix} says it. */
    private static final String ALL = "ROOT";

    private final Registries registries;
    private final TemplateObserver observer;
    private final TemplatePlanner planner = new TemplatePlanner();

    EcrRepositoryCreationTemplateKind(Registries registries, Clock clock) {
        this.registries = registries;
        this.observer = new TemplateObserver(clock);
    }

    /** Where the status says that the object's template is. */
    static Optional<RecordedPlace> place(EcrRepositoryCreationTemplate object) {
        return RecordedTemplate.from(object.getStatus())
                .registry()
                .map(id -> new RecordedPlace(
                        "repository creation template " + object.effectivePrefix() + " is in " + id.inWords(), id));
    }

    /** A template reaches any repository below its prefix, so its namespace has to be allowed all of them. */
    private static RegistryUse use(EcrRepositoryCreationTemplate object) {
        String prefix = object.effectivePrefix();
        String reached = prefix.equals(ALL) ? "*" : prefix + "/*";
        return RegistryUse.of(
                        RegistryKind.ECR_REPOSITORY_CREATION_TEMPLATE,
                        object.getMetadata().getNamespace(),
                        object.getSpec() == null ? null : object.getSpec().registryRef())
                .ofRepository(reached, place(object));
    }

    @Override
    public KindFacts<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus> facts() {
        return FACTS;
    }

    @Override
    public Resolution<DesiredTemplate> resolve(
            EcrRepositoryCreationTemplate object, RegistryReference.Resolved registry) {
        return TemplateResolver.resolve(object);
    }

    @Override
    public Observation<ObservedTemplate> observe(
            EcrConnection aws, EcrRepositoryCreationTemplate object, DesiredTemplate desired, Look look) {
        return observer.observe(aws, object, look);
    }

    @Override
    public Optional<ObservedTemplate> confirm(
            EcrConnection aws,
            EcrRepositoryCreationTemplate object,
            DesiredTemplate desired,
            Seen<ObservedTemplate> seen,
            Plan<TemplateChange> plan) {
        return object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE
                        && plan.permitted().stream().anyMatch(Change::isFinal)
                ? Optional.of(observer.fresh(aws, object))
                : Optional.empty();
    }

    @Override
    public Plan<TemplateChange> plan(
            DesiredTemplate desired, ObservedTemplate seen, EcrRepositoryCreationTemplateStatus recorded) {
        return planner.plan(desired, seen, RecordedTemplate.from(recorded));
    }

    @Override
    public void apply(EcrConnection aws, DesiredTemplate desired, TemplateChange change) {
        switch (change) {
            case CreateRepositoryCreationTemplate(var prefix, var settings) -> create(aws, prefix, settings);
            case UpdateRepositoryCreationTemplate(var prefix, var difference) ->
                aws.templates().updateRepositoryCreationTemplate(prefix, difference.settings());
            case TakeOver(var prefix) -> observer.answered(aws, prefix);
        }
    }

    private void create(EcrConnection aws, String prefix, CreationTemplateSettings settings) {
        observer.asks(aws, prefix);
        try {
            aws.templates().createRepositoryCreationTemplate(prefix, settings);
        } catch (AwsException e) {
            if (!RecordedTemplate.mayHaveCreated(e.kind())) {
                observer.answered(aws, prefix);
            }
            throw e;
        }
        observer.answered(aws, prefix);
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        return TemplateDeletion.delete(aws, object);
    }

    @Override
    public void leave(EcrRepositoryCreationTemplate object) {
        String uid = object.getMetadata().getUid();
        registries.inUse().values().forEach(each -> each.templateListing().untrack(uid));
    }

    @Override
    public EcrRepositoryCreationTemplateStatus status(
            EcrRepositoryCreationTemplate object,
            CommonStatus common,
            Outcome<DesiredTemplate, ObservedTemplate, TemplateChange> outcome) {
        return TemplateStatusFactory.status(object, common, outcome);
    }
}
