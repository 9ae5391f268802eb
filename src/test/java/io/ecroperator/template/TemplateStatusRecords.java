package io.ecroperator.template;

import static io.ecroperator.template.Templates.NOTHING;
import static io.ecroperator.template.Templates.OWNED;
import static io.ecroperator.template.Templates.resolved;
import static io.ecroperator.template.Templates.seen;
import static io.ecroperator.template.Templates.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** EcrRepositoryCreationTemplates with the status that each outcome gives to a new one. */
public final class TemplateStatusRecords {

    private static final VirtualClock CLOCK = new VirtualClock();
    private static final String FOR_REPLICAS = "{appliedFor: [REPLICATION]}";

    private TemplateStatusRecords() {}

    /** The objects; their names say the outcome. */
    public static List<HasMetadata> all() {
        return List.of(
                after("Kept", planned(FOR_REPLICAS, OWNED, false)),
                after("CreatedByPush", planned("{appliedFor: [CREATE_ON_PUSH]}", OWNED, false)),
                after("NotOwned", planned(FOR_REPLICAS, NOTHING, false)),
                after("Watched", planned("{appliedFor: [REPLICATION], description: other}", OWNED, true)),
                after("Duplicate", new Outcome.Refused<>(Reason.DUPLICATE, "It is so. " + Reason.DUPLICATE.remedy())));
    }

    static Observed<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> planned(
            String spec, Recorded recorded, boolean observeOnly) {
        DesiredTemplate desired = resolved(spec).desired();
        Resolved<DesiredTemplate> wanted =
                new Resolved<>(desired, TemplateRemarks.of(desired, () -> new PushOpenness.Open(List.of("Partners"))));
        Sighting<CreationTemplate> seen = seen(Reading.found(template()));
        Plan<TemplateChange> plan = new TemplatePlanner().plan(wanted.desired(), seen, recorded);
        List<TemplateChange> made = observeOnly ? List.of() : plan.permitted();
        return new Observed<>(
                wanted, Seen.of(seen, Look.KNOWN), plan, List.of(), new Applied<>(made, List.of()), observeOnly);
    }

    static EcrRepositoryCreationTemplate after(
            String name, Outcome<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> outcome) {
        return after(Templates.object(name, FOR_REPLICAS), outcome);
    }

    /** The object with the status after one more pass. */
    static EcrRepositoryCreationTemplate after(
            EcrRepositoryCreationTemplate object,
            Outcome<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> outcome) {
        object.setStatus(TemplateStatusFactory.status(
                object,
                new StatusFactory<>(EcrRepositoryCreationTemplateKind.FACTS, CLOCK).common(object, outcome),
                outcome));
        return object;
    }
}
