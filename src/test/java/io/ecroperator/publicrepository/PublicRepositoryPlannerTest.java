package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.PublicRepositories.CLUSTER_UID;
import static io.ecroperator.publicrepository.PublicRepositories.CREATED;
import static io.ecroperator.publicrepository.PublicRepositories.LOGO;
import static io.ecroperator.publicrepository.PublicRepositories.LOGO_DIGEST;
import static io.ecroperator.publicrepository.PublicRepositories.NOTHING;
import static io.ecroperator.publicrepository.PublicRepositories.OURS;
import static io.ecroperator.publicrepository.PublicRepositories.OWNED;
import static io.ecroperator.publicrepository.PublicRepositories.OWNER;
import static io.ecroperator.publicrepository.PublicRepositories.REPOSITORY;
import static io.ecroperator.publicrepository.PublicRepositories.desired;
import static io.ecroperator.publicrepository.PublicRepositories.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Plan;
import io.ecroperator.publicrepository.PublicRepositoryChange.CreateRepository;
import io.ecroperator.publicrepository.PublicRepositoryChange.PutRepositoryCatalogData;
import io.ecroperator.tagged.RecordedTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicRepositoryPlannerTest {

    /** All that the repository has, in other words. */
    private static final String THE_SAME = "{catalogData: {description: An API, aboutText: about, usageText: usage,"
            + " architectures: [ARM 64], operatingSystems: [Linux], logoImage: '" + LOGO + "'}, tags: {team: a},"
            + " repositoryPolicy: {statements: [{sid: push, effect: Allow,"
            + " principal: {AWS: ['arn:aws:iam::111122223333:root']}, action: ['ecr-public:PutImage']}]}}";

    @Test
    void shouldChangeNothingThatIsTheSame() {
        assertThat(plan(THE_SAME, seen(), OWNED).changes()).isEmpty();
        assertThat(plan("{}", seen(), OWNED).changes()).as("nothing is managed").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            catalogData: {description: other, logoImage: LOGO}      | PutRepositoryCatalogData description
            catalogData: {description: '', logoImage: LOGO}         | PutRepositoryCatalogData description (removed)
            catalogData: {aboutText: '', usageText: x, logoImage: LOGO} | PutRepositoryCatalogData aboutText (removed), usageText
            catalogData: {architectures: [ARM 64, x86], logoImage: LOGO} | PutRepositoryCatalogData architectures
            catalogData: {operatingSystems: [], logoImage: LOGO}    | PutRepositoryCatalogData operatingSystems (removed)
            catalogData: {logoImage: ''}                            | PutRepositoryCatalogData logoImage (removed)
            catalogData: {logoImage: iVBORw0KGgoA}                  | PutRepositoryCatalogData logoImage
            tags: {team: b, more: c}                                | TagResource {more=c, team=b}
            tags: {}                                                | UntagResource [team]
            repositoryPolicy: {statements: []}                      | DeleteRepositoryPolicy (removes statement push)
            """)
    void shouldChangeOnlyWhatDiffers(String spec, String expected) {
        // When
        Plan<PublicRepositoryChange> plan = plan("{" + spec.replace("LOGO", "'" + LOGO + "'") + "}", seen(), OWNED);

        // Then
        assertThat(plan.changes().stream().map(Change::describe).collect(Collectors.joining("; ")))
                .isEqualTo(expected);
        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.changes()).allMatch(Change::isFinal);
    }

    @Test
    void shouldNotCompareWhiteSpaceAtTheEndOfATextNorTheOrderOfBadges() {
        assertThat(plan(
                                "{catalogData: {description: 'An API ', aboutText: \"about\\n\", operatingSystems: [Linux], logoImage: '"
                                        + LOGO + "'}}",
                                seen(),
                                OWNED)
                        .changes())
                .isEmpty();
    }

    /** AWS takes catalog data in one piece. */
    @Test
    void shouldSendAlongWhatTheSpecDoesNotMention() {
        // When
        Plan<PublicRepositoryChange> plan =
                plan("{catalogData: {description: other, logoImage: '" + LOGO + "'}}", seen(), OWNED);

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(PutRepositoryCatalogData.class, put -> {
            assertThat(put.edit().after().aboutText()).contains("about");
            assertThat(put.edit().after().architectures()).containsExactly("ARM 64");
            assertThat(put.edit().logo()).isPresent();
        });
    }

    @Test
    void shouldNotLoseALogoOfWhichTheSpecSaysNothing() {
        // When
        Plan<PublicRepositoryChange> plan = plan("{catalogData: {description: other}, tags: {team: b}}", seen(), OWNED);

        // Then
        assertThat(plan.changes().stream().map(Change::describe)).containsExactly("TagResource {team=b}");
        assertThat(plan.isBlocked()).isFalse();
        assertThat(plan.refusal().orElseThrow().message()).contains("a change of description would remove it");
        assertThat(plan("{catalogData: {description: other}}", seen(PublicRepositories.tags(), Optional.empty()), OWNED)
                        .changes())
                .hasSize(1);
    }

    @Test
    void shouldChangeNoCatalogDataWhileTheLogoCannotBeHad() {
        // When
        Plan<PublicRepositoryChange> plan = plan(
                "{catalogData: {description: other, logoImageFrom: {configMapKeyRef: {name: gallery, key: logo.png}}},"
                        + " tags: {team: b}}",
                seen(),
                OWNED);

        // Then
        assertThat(plan.changes().stream().map(Change::describe)).containsExactly("TagResource {team=b}");
        assertThat(plan.refusal()).isEmpty();
    }

    @ParameterizedTest(name = "written {0} at {1}, now at {2}: wants {3}")
    @CsvSource(nullValues = "none", textBlock = """
            this,  there, there, logo, same
            this,  there, moved, logo, differs
            this,  there, none,  logo, differs
            this,  none,  there, logo, same
            other, there, there, logo, differs
            none,  none,  there, logo, differs
            none,  none,  none,  logo, differs
            none,  none,  none,  '',   same
            none,  none,  there, '',   differs
            '',    none,  none,  '',   same
            '',    there, there, '',   same
            '',    none,  there, '',   differs
            """)
    void shouldCompareALogoByWhatWasWrittenAndWhereItIsKept(
            String written, String writtenAt, String now, String wanted, String expected) {
        // Given
        Optional<WrittenLogo> recorded = Optional.ofNullable(written)
                .map(which ->
                        new WrittenLogo(which.equals("this") ? LOGO_DIGEST : which, Optional.ofNullable(writtenAt)));
        RecordedPublicRepository owned = new RecordedPublicRepository(OWNED.tags(), OWNED.account(), recorded);

        // When
        Plan<PublicRepositoryChange> plan = plan(
                "{catalogData: {logoImage: '" + (wanted.isEmpty() ? "" : LOGO) + "'}}",
                seen(PublicRepositories.tags(), Optional.ofNullable(now)),
                owned);

        // Then
        assertThat(plan.changes()).hasSize(expected.equals("same") ? 0 : 1);
    }

    @Test
    void shouldCreateWithEverythingThatTheCallTakes() {
        // When
        Plan<PublicRepositoryChange> plan = plan(THE_SAME, ObservedPublicRepository.of(Reading.absent()), NOTHING);

        // Then
        assertThat(plan.changes().stream().map(change -> change.getClass().getSimpleName()))
                .containsExactly("CreateRepository", "SetRepositoryPolicy");
        assertThat(plan.changes().getFirst()).isInstanceOfSatisfying(CreateRepository.class, create -> {
            assertThat(create.repository().tags()).isEqualTo(Map.of(OWNER, OURS, CLUSTER_UID, "uid-1", "team", "a"));
            assertThat(create.repository().catalogData().orElseThrow().description())
                    .contains("An API");
            assertThat(create.repository().logo()).isPresent();
        });
    }

    @Test
    void shouldCreateWithoutWhatWouldBeRemoved() {
        // When
        Plan<PublicRepositoryChange> plan = plan(
                "{catalogData: {description: '', architectures: [], logoImage: ''}, tags: {}, repositoryPolicy: {statements: []}}",
                ObservedPublicRepository.of(Reading.absent()),
                NOTHING);

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(CreateRepository.class, create -> assertThat(
                        create.repository().catalogData())
                .isEmpty());
    }

    @ParameterizedTest(name = "{0}, recorded {1}")
    @CsvSource({"Recreate, true, ''", "Report, true, RepositoryMissing", "Report, false, ''"})
    void shouldReportALossWhereThatIsWanted(String policy, boolean owned, String refusal) {
        // When
        Plan<PublicRepositoryChange> plan = plan(
                "{recreatePolicy: " + policy + "}",
                ObservedPublicRepository.of(Reading.absent()),
                owned ? OWNED : NOTHING);

        // Then
        assertThat(plan.refusal().map(each -> each.reason().label()).orElse("")).isEqualTo(refusal);
    }

    @ParameterizedTest(name = "owner {0}, cluster {1}, recorded {2}, {3}")
    @CsvSource(nullValues = "none", textBlock = """
            test/team/api, uid-1, true,  IfOwned,   ''
            test/team/api, uid-1, false, IfOwned,   ''
            test/team/api, uid-2, false, Always,    ClusterNameTaken
            none,          none,  true,  IfOwned,   ''
            none,          none,  false, IfOwned,   NotOwned
            none,          none,  false, IfUnowned, ''
            test/x/y,      uid-1, false, IfUnowned, OwnedByAnother
            test/x/y,      uid-1, false, Always,    NotPermitted
            test/x/y,      uid-1, true,  Always,    OwnedByAnother
            """)
    void shouldWriteToItsOwnOnly(String owner, String cluster, boolean recorded, String adoption, String refusal) {
        // Given
        Map<String, String> tags = new HashMap<>();
        Optional.ofNullable(owner).ifPresent(value -> tags.put(OWNER, value));
        Optional.ofNullable(cluster).ifPresent(value -> tags.put(CLUSTER_UID, value));

        // When
        Plan<PublicRepositoryChange> plan =
                plan("{adoptionPolicy: " + adoption + "}", seen(tags, Optional.empty()), recorded ? OWNED : NOTHING);

        // Then
        assertThat(plan.refusal()
                        .map(each -> each.reason().label() + (each.blocksChanges() ? "" : " beside"))
                        .orElse(""))
                .isEqualTo(refusal);
        assertThat(plan.changes().stream().anyMatch(Change::takesOver)).isEqualTo(!OURS.equals(owner));
    }

    @Test
    void shouldNotTakeAnotherIncarnationForItsOwn() {
        // Given
        PublicRepository again = new PublicRepository(
                "api", PublicRepositories.ARN, "123456789012", REPOSITORY.repositoryUri(), CREATED.plusSeconds(1));
        ObservedPublicRepository seen =
                seen(Map.of("team", "b"), Optional.empty()).withRepository(Reading.found(again));

        // Then
        assertThat(plan("{tags: {}}", seen, OWNED).isBlocked()).isTrue();
        assertThat(plan("{tags: {}, adoptionPolicy: IfUnowned}", seen, OWNED).permitted().stream()
                        .map(Change::facet))
                .as("the tag is not the one that was set before")
                .containsExactly(OWNER);
    }

    @Test
    void shouldRemoveTheTagsOfACallThatWasNotAnswered() {
        // Given
        RecordedPublicRepository unanswered = new RecordedPublicRepository(
                RecordedTags.of(null, null, List.of("team")), Optional.empty(), Optional.empty());

        // Then
        assertThat(plan("{tags: {}}", seen(), unanswered).changes().stream().map(Change::describe))
                .containsExactly("UntagResource [team]");
    }

    @Test
    void shouldLeaveWhatNobodyHasRead() {
        assertThat(plan(THE_SAME, ObservedPublicRepository.of(Reading.found(REPOSITORY)), OWNED)
                        .changes())
                .isEmpty();
    }

    private static Plan<PublicRepositoryChange> plan(
            String spec, ObservedPublicRepository seen, RecordedPublicRepository recorded) {
        return PublicRepositoryPlanner.plan(desired(spec), seen, recorded);
    }
}
