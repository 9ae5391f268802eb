package io.ecroperator.template;

import static io.ecroperator.template.Templates.CREATED;
import static io.ecroperator.template.Templates.HERE;
import static io.ecroperator.template.Templates.NOTHING;
import static io.ecroperator.template.Templates.OWNED;
import static io.ecroperator.template.Templates.desired;
import static io.ecroperator.template.Templates.seen;
import static io.ecroperator.template.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.template.TemplateChange.CreateRepositoryCreationTemplate;
import io.ecroperator.template.TemplateChange.UpdateRepositoryCreationTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatePlannerTest {

    private static final String FOR_REPLICAS = "appliedFor: [REPLICATION]";

    /** All that {@link Templates#template()} has, in other words. */
    private static final String THE_SAME = FOR_REPLICAS + ", description: replicas, customRoleArn: '" + Templates.ROLE
            + "', encryptionConfiguration: {encryptionType: KMS, kmsKey: '" + Templates.KEY + "'}"
            + ", resourceTags: {team: a}, imageTagMutability: IMMUTABLE_WITH_EXCLUSION"
            + ", imageTagMutabilityExclusionFilters: [{filterType: WILDCARD, filter: 'dev-*'}]"
            + ", repositoryPolicy: {statements: [{sid: pull, effect: Allow,"
            + " principal: {AWS: ['arn:aws:iam::111122223333:root']}, action: ['ecr:BatchGetImage']}]}"
            + ", lifecyclePolicy: {rules: [{rulePriority: 1, selection: {tagStatus: untagged,"
            + " countType: imageCountMoreThan, countNumber: 5}, action: {type: expire}}]}";

    private final TemplatePlanner planner = new TemplatePlanner();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            description: other                                      | description
            description: ''                                         | description (removed)
            encryptionConfiguration: {encryptionType: AES256}       | encryptionConfiguration=AES256
            encryptionConfiguration: {encryptionType: KMS}          | ""
            encryptionConfiguration: {encryptionType: KMS, kmsKey: ''} | encryptionConfiguration=KMS
            resourceTags: {team: b, more: c}                        | resourceTags={more=c, team=b}
            resourceTags: {}                                        | resourceTags={}
            imageTagMutability: MUTABLE                             | imageTagMutability=MUTABLE
            imageTagMutability: MUTABLE, description: replicas      | imageTagMutability=MUTABLE
            repositoryPolicy: {statements: []}                      | repositoryPolicy (removed) (removes statement pull)
            lifecyclePolicy: {rules: []}                            | lifecyclePolicy (removed) (removes rule 1 (untagged, imageCountMoreThan 5: expire))
            customRoleArn: ''                                       | customRoleArn (removed)
            customRoleArn: 'arn:aws:iam::123456789012:role/other'   | customRoleArn=arn:aws:iam::123456789012:role/other
            description: '', customRoleArn: ''                      | description (removed); customRoleArn (removed)
            """)
    void shouldChangeOnlyWhatDiffersInOneCall(String more, String expected) {
        // When
        Plan<TemplateChange> plan =
                planner.plan(desired("{" + FOR_REPLICAS + ", " + more + "}"), seen(Reading.found(template())), OWNED);

        // Then
        assertThat(plan.changes().stream().map(Change::describe).collect(Collectors.joining()))
                .isEqualTo(expected.isEmpty() ? "" : "UpdateRepositoryCreationTemplate " + expected);
    }

    @Test
    void shouldComparePoliciesByWhatTheyMean() {
        assertThat(planner.plan(desired("{" + THE_SAME + "}"), seen(Reading.found(template())), OWNED)
                        .changes())
                .isEmpty();
    }

    @Test
    void shouldLeaveWhatTheSpecDoesNotMention() {
        assertThat(planner.plan(desired("{" + FOR_REPLICAS + "}"), seen(Reading.found(template())), OWNED)
                        .changes())
                .isEmpty();
    }

    @Test
    void shouldNameEveryFieldThatDiffersAndSendNoOther() {
        // When
        Plan<TemplateChange> plan = planner.plan(
                desired("{appliedFor: [CREATE_ON_PUSH], description: other, resourceTags: {}}"),
                seen(Reading.found(template())),
                OWNED);

        // Then
        assertThat(plan.differences()).containsExactly("appliedFor", "description", "resourceTags");
        assertThat(plan.changes())
                .singleElement()
                .isInstanceOfSatisfying(UpdateRepositoryCreationTemplate.class, update -> {
                    CreationTemplateSettings sent = update.difference().settings();
                    assertThat(sent.tagMutability()).isEmpty();
                    assertThat(sent.lifecyclePolicy()).isEmpty();
                    assertThat(sent.resourceTags())
                            .hasValueSatisfying(tags -> assertThat(tags).isEmpty());
                });
    }

    @ParameterizedTest(name = "{0}, owned {1}")
    @CsvSource(delimiter = '|', textBlock = """
            description: replicas                              | true  | ''                                             | ''
            description: replicas                              | false | TakeOver                                       | NotOwned blocked
            description: other                                 | false | TakeOver, UpdateRepositoryCreationTemplate     | NotOwned blocked
            description: other, adoptionPolicy: IfUnowned      | false | TakeOver, UpdateRepositoryCreationTemplate     | ''
            description: other, adoptionPolicy: IfUnowned      | true  | UpdateRepositoryCreationTemplate               | ''
            """)
    void shouldWriteToATemplateOfItsOwnOrByConsent(String spec, boolean owned, String changes, String refusal) {
        // When
        Plan<TemplateChange> plan = planner.plan(
                desired("{" + FOR_REPLICAS + ", " + spec + "}"),
                seen(Reading.found(template())),
                owned ? OWNED : NOTHING);

        // Then
        assertThat(plan.changes().stream()
                        .map(change -> change.getClass().getSimpleName())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(changes);
        assertThat(plan.refusal()
                        .map(each -> each.reason().label() + (each.blocksChanges() ? " blocked" : ""))
                        .orElse(""))
                .isEqualTo(refusal);
    }

    @Test
    void shouldNotTakeATemplateOfAnotherRegistryForItsOwn() {
        Sighting<CreationTemplate> elsewhere = new Sighting<>(
                Reading.found(template()), Optional.of(new RegistryId("123456789012", "eu-west-1")), Optional.empty());

        assertThat(planner.plan(desired("{" + FOR_REPLICAS + "}"), elsewhere, OWNED)
                        .isBlocked())
                .isTrue();
    }

    @Test
    void shouldCreateWhatIsNotThereWithoutWhatWouldBeRemoved() {
        // When
        Plan<TemplateChange> plan = planner.plan(
                desired(
                        "{appliedFor: [CREATE_ON_PUSH, REPLICATION], description: '', resourceTags: {}, customRoleArn: '',"
                                + " repositoryPolicy: {statements: []}, lifecyclePolicy: {rules: []}}"),
                seen(Reading.absent()),
                OWNED);

        // Then
        assertThat(plan.permitted())
                .singleElement()
                .isInstanceOfSatisfying(CreateRepositoryCreationTemplate.class, create -> {
                    assertThat(create.describe())
                            .isEqualTo("CreateRepositoryCreationTemplate team-a for CREATE_ON_PUSH, REPLICATION");
                    assertThat(create.settings())
                            .isEqualTo(new CreationTemplateSettings(
                                    create.settings().appliedFor(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
                });
    }

    @ParameterizedTest
    @CsvSource({"-30, true", "30, true", "120, false"})
    void shouldKnowATemplateAgainWhoseCreationWasNotAnswered(int askedAfterCreation, boolean ours) {
        // Given
        Instant asked = CREATED.plus(Duration.ofSeconds(askedAfterCreation));
        Sighting<CreationTemplate> seen =
                new Sighting<>(Reading.found(template()), Optional.of(HERE), Optional.of(asked));

        // Then
        assertThat(planner.plan(desired("{" + THE_SAME + "}"), seen, NOTHING).isBlocked())
                .isNotEqualTo(ours);
        assertThat(planner.plan(desired("{" + FOR_REPLICAS + ", description: other}"), seen, NOTHING)
                        .isBlocked())
                .as("another one than was asked for")
                .isTrue();
    }

    @Test
    void shouldReadAgainBeforeAnythingIsReplaced() {
        assertThat(planner.plan(
                                desired("{" + FOR_REPLICAS + ", description: other, adoptionPolicy: IfUnowned}"),
                                seen(Reading.found(template())),
                                NOTHING)
                        .changes())
                .hasSize(2)
                .allMatch(Change::isFinal);
    }
}
