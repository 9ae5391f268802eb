package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Reason;
import io.ecroperator.template.TemplateChange.CreateRepositoryCreationTemplate;
import io.ecroperator.template.TemplateChange.TakeOver;
import io.ecroperator.template.TemplateChange.UpdateRepositoryCreationTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a spec asks for with the template in ECR. Pure. */
final class TemplatePlanner {

    Plan<TemplateChange> plan(DesiredTemplate desired, Sighting<CreationTemplate> seen, Recorded recorded) {
        return switch (seen.thing()) {
            case Reading.Absent<CreationTemplate> absent ->
                Plan.of(List.of(new CreateRepositoryCreationTemplate(desired.prefix(), ofNew(desired))));
            case Reading.Found<CreationTemplate>(var template) -> forExisting(desired, template, seen, recorded);
            case Reading.Unread<CreationTemplate> unread ->
                throw new IllegalStateException("planned before the template was read");
        };
    }

    /** There is nothing to remove from a new template. */
    static CreationTemplateSettings ofNew(DesiredTemplate desired) {
        return new CreationTemplateSettings(
                Optional.of(desired.appliedFor()),
                desired.description().filter(text -> !text.isEmpty()),
                desired.encryption(),
                desired.resourceTags().filter(tags -> !tags.isEmpty()),
                desired.tagMutability(),
                desired.repositoryPolicy().filter(policy -> !policy.isEmpty()).map(PolicyDocument::text),
                desired.lifecyclePolicy().filter(policy -> !policy.isEmpty()).map(PolicyDocument::text),
                desired.customRoleArn().filter(arn -> !arn.isEmpty()));
    }

    private static Plan<TemplateChange> forExisting(
            DesiredTemplate desired, CreationTemplate template, Sighting<CreationTemplate> seen, Recorded recorded) {
        TemplateDifference difference = TemplateDifference.between(template, desired);
        boolean equal = difference.isEmpty();
        boolean owned = recorded.is(seen);
        boolean created = equal && seen.mayBeWhatWasAskedFor();
        List<TemplateChange> changes = new ArrayList<>();
        if (!owned) {
            changes.add(new TakeOver(desired.prefix()));
        }
        if (!equal) {
            changes.add(new UpdateRepositoryCreationTemplate(desired.prefix(), difference));
        }
        return owned || created || desired.adopts()
                ? Plan.of(changes)
                : new Plan<>(changes, Optional.of(notOwned(desired.prefix())));
    }

    private static Refusal notOwned(String prefix) {
        return new Refusal(
                Reason.NOT_OWNED,
                "The registry has a repository creation template for " + prefix
                        + " already, which this object has not created; nothing was changed. Set adoptionPolicy: IfUnowned to"
                        + " take it over, or choose another prefix.",
                true);
    }
}
