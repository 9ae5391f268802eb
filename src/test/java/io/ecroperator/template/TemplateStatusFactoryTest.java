package io.ecroperator.template;

import static io.ecroperator.template.Templates.CREATED;
import static io.ecroperator.template.Templates.NOTHING;
import static io.ecroperator.template.Templates.OWNED;
import static io.ecroperator.template.Templates.desired;
import static io.ecroperator.template.Templates.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.recorded.Sighting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateStatusFactoryTest {

    private static final String FOR_REPLICAS = "{appliedFor: [REPLICATION]}";

    @Test
    void shouldRecordTheTemplateThatIsTheObjectsAndWhereItIs() {
        // When
        EcrRepositoryCreationTemplateStatus status = status(TemplateStatusRecords.planned(FOR_REPLICAS, OWNED, false));

        // Then
        assertThat(status.prefix()).isEqualTo("team-a");
        assertThat(status.registryId()).isEqualTo("123456789012");
        assertThat(status.region()).isEqualTo("eu-central-1");
        assertThat(status.createdAt()).isEqualTo(CREATED.toString());
        assertThat(status.owned())
                .as("a plan alone makes nothing this object's")
                .isNull();
    }

    @Test
    void shouldRecordATakeOver() {
        assertThat(status(TemplateStatusRecords.planned(
                                "{appliedFor: [REPLICATION], adoptionPolicy: IfUnowned}", NOTHING, false))
                        .owned())
                .isTrue();
    }

    @Test
    void shouldSayTheSameTheSecondTime() {
        // Given
        var outcome = TemplateStatusRecords.planned(FOR_REPLICAS, OWNED, false);
        EcrRepositoryCreationTemplate object = TemplateStatusRecords.after("team-a", outcome);
        EcrRepositoryCreationTemplateStatus first = object.getStatus();

        // Then
        assertThat(TemplateStatusRecords.after(object, outcome).getStatus()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSIENT", "DENIED"})
    void shouldRememberACreationThatWasNotAnswered(Kind kind) {
        assertThat(status(unanswered(kind)).creationAskedAt())
                .isEqualTo(kind == Kind.TRANSIENT ? CREATED.toString() : null);
    }

    @Test
    void shouldForgetTheCreationWhenItIsRefused() {
        // Given
        EcrRepositoryCreationTemplate object = TemplateStatusRecords.after("team-a", unanswered(Kind.TRANSIENT));

        // When
        TemplateStatusRecords.after(object, unanswered(Kind.DENIED));

        // Then
        assertThat(object.getStatus().creationAskedAt()).isNull();
    }

    /** Else the deletion of the object would delete a template that somebody else has created since. */
    @Test
    void shouldForgetTheCreationWhereTheTemplateIsNotWhatWasAskedFor() {
        // Given
        EcrRepositoryCreationTemplate object = TemplateStatusRecords.after("team-a", unanswered(Kind.TRANSIENT));

        // When
        TemplateStatusRecords.after(
                object, TemplateStatusRecords.planned("{appliedFor: [CREATE_ON_PUSH]}", NOTHING, false));

        // Then
        assertThat(object.getStatus().creationAskedAt()).isNull();
        assertThat(object.getStatus().owned()).isNull();
    }

    private static EcrRepositoryCreationTemplateStatus status(
            Outcome<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> outcome) {
        return TemplateStatusRecords.after("team-a", outcome).getStatus();
    }

    private static Observed<DesiredTemplate, Sighting<CreationTemplate>, TemplateChange> unanswered(Kind kind) {
        Plan<TemplateChange> plan = new TemplatePlanner().plan(desired(FOR_REPLICAS), seen(Reading.absent()), NOTHING);
        AwsFailure failure = new AwsFailure(kind, "CreateRepositoryCreationTemplate", "Code", "it did not work", null);
        return new Observed<>(
                new Resolved<>(desired(FOR_REPLICAS)),
                Seen.of(
                        new Sighting<>(Reading.absent(), Optional.of(Templates.HERE), Optional.of(CREATED)),
                        Look.KNOWN),
                plan,
                List.of(),
                new Applied<>(
                        List.of(), List.of(new Applied.Failed<>(plan.changes().getFirst(), failure))),
                false);
    }
}
