package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Makes the status of an EcrRepositoryCreationTemplate. Pure. */
final class TemplateStatusFactory {

    private static final EcrRepositoryCreationTemplateStatus NONE =
            new EcrRepositoryCreationTemplateStatus(null, null, null, null, null, null, null, null, null, null, null);

    private TemplateStatusFactory() {}

    static EcrRepositoryCreationTemplateStatus status(
            EcrRepositoryCreationTemplate object,
            CommonStatus common,
            Outcome<DesiredTemplate, ObservedTemplate, TemplateChange> outcome) {
        EcrRepositoryCreationTemplateStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        if (!(outcome instanceof Observed<DesiredTemplate, ObservedTemplate, TemplateChange> observed)) {
            return with(before, before.creationAskedAt(), common);
        }
        Optional<CreationTemplate> template = observed.seen().template().toOptional();
        if (template.isEmpty()) {
            return with(before, askedAt(before, observed), common);
        }
        boolean strange = !observed.observeOnly() && observed.plan().isBlocked();
        return strange
                ? with(before, null, common) // it is not what was asked for, so that it is not deleted as such
                : of(template.get(), observed, before, common);
    }

    private static EcrRepositoryCreationTemplateStatus of(
            CreationTemplate template,
            Observed<DesiredTemplate, ObservedTemplate, TemplateChange> observed,
            EcrRepositoryCreationTemplateStatus before,
            CommonStatus common) {
        Optional<RegistryId> registry = observed.seen().registry();
        boolean owned = RecordedTemplate.from(before).is(template, registry)
                || observed.made().stream().anyMatch(change -> ((Change) change).creates() || change.takesOver());
        return new EcrRepositoryCreationTemplateStatus(
                common.observedGeneration(),
                common.conditions().build(),
                template.prefix(),
                registry.map(RegistryId::accountId).orElse(null),
                registry.map(RegistryId::region).orElse(null),
                template.createdAt().toString(),
                owned ? Boolean.TRUE : null,
                null,
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    /** When a creation was asked for that ECR has not answered; null if it has. */
    private static String askedAt(
            EcrRepositoryCreationTemplateStatus before,
            Observed<DesiredTemplate, ObservedTemplate, TemplateChange> observed) {
        Optional<Kind> failed = observed.failed().stream()
                .filter(each -> each.change().creates())
                .map(each -> each.failure().kind())
                .findFirst();
        if (failed.isEmpty()) {
            return before.creationAskedAt();
        }
        return failed.filter(RecordedTemplate::mayHaveCreated)
                .flatMap(any -> observed.seen().askedAt())
                .map(Instant::toString)
                .orElse(null);
    }

    private static EcrRepositoryCreationTemplateStatus with(
            EcrRepositoryCreationTemplateStatus before, String creationAskedAt, CommonStatus common) {
        return new EcrRepositoryCreationTemplateStatus(
                common.observedGeneration(),
                common.conditions().build(),
                before.prefix(),
                before.registryId(),
                before.region(),
                before.createdAt(),
                before.owned(),
                creationAskedAt,
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }
}
