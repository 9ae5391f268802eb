package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.recorded.Recording;
import io.ecroperator.managed.recorded.Sighting;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** Makes the status of an EcrRepositoryCreationTemplate. Pure. */
final class TemplateStatusFactory {

    private static final EcrRepositoryCreationTemplateStatus NONE =
            new EcrRepositoryCreationTemplateStatus(null, null, null, null, null, null, null, null, null, null, null);

    private TemplateStatusFactory() {}

    static EcrRepositoryCreationTemplateStatus status(
            EcrRepositoryCreationTemplate object,
            CommonStatus common,
            Outcome<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> outcome) {
        EcrRepositoryCreationTemplateStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        Recording<CreationTemplate> recording = Recording.after(before, outcome, Function.identity());
        return recording
                .thing()
                .map(template -> new EcrRepositoryCreationTemplateStatus(
                        common.observedGeneration(),
                        common.conditions().build(),
                        template.prefix(),
                        recording.registry().map(RegistryId::accountId).orElse(null),
                        recording.registry().map(RegistryId::region).orElse(null),
                        template.createdAt().toString(),
                        recording.owned(),
                        recording.creationAskedAt(),
                        common.drift(),
                        common.plan(),
                        common.lastHandledReconcileAt()))
                .orElseGet(() -> with(before, recording.creationAskedAt(), common));
    }

    /** What it says when a template is about to be created. */
    static EcrRepositoryCreationTemplateStatus announced(EcrRepositoryCreationTemplate object, Instant askedAt) {
        EcrRepositoryCreationTemplateStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        return new EcrRepositoryCreationTemplateStatus(
                before.observedGeneration(),
                before.conditions(),
                before.prefix(),
                before.registryId(),
                before.region(),
                before.createdAt(),
                before.owned(),
                askedAt.toString(),
                before.drift(),
                before.plan(),
                before.lastHandledReconcileAt());
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
