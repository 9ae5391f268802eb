package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.Resolution;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What happens in ECR when an object is deleted: the template goes if it is the very one that the status records. */
final class TemplateDeletion {

    private TemplateDeletion() {}

    static Deletion delete(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        String name = "Repository creation template " + object.effectivePrefix();
        try {
            return deleteIfOurs(aws, object, name);
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return new Deletion.Released(Reason.DELETED, name + " had already been deleted from ECR.");
            }
            FailureReport report = FailureReport.of(e.failure());
            return Deletion.Held.after(
                    report,
                    name + " could not be deleted: " + report.message()
                            + " Or set deletionPolicy: Retain to let this object go and keep the template.");
        }
    }

    private static Deletion deleteIfOurs(EcrConnection aws, EcrRepositoryCreationTemplate object, String name) {
        RecordedTemplate recorded = RecordedTemplate.from(object.getStatus());
        Optional<CreationTemplate> template =
                aws.templates().describeRepositoryCreationTemplate(object.effectivePrefix());
        if (template.isEmpty()) {
            Optional<RegistryId> elsewhere = recorded.registry()
                    .filter(id -> aws.id().filter(here -> !here.equals(id)).isPresent());
            return elsewhere.isEmpty()
                    ? new Deletion.Released(Reason.DELETED, name + " does not exist in ECR.")
                    : Deletion.Held.until(
                            Reason.DELETION_FAILED,
                            name + " was not deleted: the status names "
                                    + elsewhere.get().inWords()
                                    + ". Give the operator that account and region again, or set deletionPolicy: Retain to let"
                                    + " this object go and keep the template.");
        }
        if (!recorded.is(template.get(), aws.id())
                && !(recorded.mayHaveCreated(template.get()) && isAsAsked(object, template.get()))) {
            return new Deletion.Released(
                    Reason.RETAINED,
                    name + " stays in ECR: it is not the one that this object has created or taken over.");
        }
        aws.templates().deleteRepositoryCreationTemplate(object.effectivePrefix());
        return new Deletion.Released(Reason.DELETED, name + " was deleted; the repositories that it made stay.");
    }

    private static boolean isAsAsked(EcrRepositoryCreationTemplate object, CreationTemplate template) {
        return TemplateResolver.resolve(object) instanceof Resolution.Resolved<DesiredTemplate> wanted
                && TemplateDifference.between(template, wanted.desired()).isEmpty();
    }
}
