package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.managed.Drifts;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.PassNotices;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of real passes over a registry in memory. */
class RepositoryEventsTest {

    private static final String NAME = RepositoryWorld.NAME;

    private final RepositoryWorld world = new RepositoryWorld();

    @BeforeEach
    void sweep() {
        world.sweep();
    }

    @Test
    @Shows("community#2510")
    void shouldTellOfACreationOnceAndOfASteadyPassNever() {
        // When
        List<Notice> first = pass();

        // Then
        assertThat(first).singleElement().satisfies(notice -> is(notice, false, Reason.CREATED));
        assertThat(first.getFirst().message())
                .contains("Created repository api")
                .contains("CreateRepository");
        assertThat(pass()).isEmpty();
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldTellOfAnEdit() {
        // Given
        pass();
        world.edit("tags", "{team: a}");

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
    }

    @Test
    void shouldNotCallAnEditADriftBecauseADriftWasKnownBefore() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        world.ecr.change(
                NAME, held -> held.withRepository(held.repository().withTagMutability(TagMutability.of("MUTABLE"))));
        world.ecr.fail("PutImageTagMutability", Fault.of(Kind.DENIED));
        world.sweep();
        pass();
        world.ecr.recover();
        world.edit("imageTagMutability", "MUTABLE");
        world.edit("tags", "{team: a}");

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
    }

    @Test
    void shouldTellOfARepairedDrift() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        world.ecr.change(
                NAME, held -> held.withRepository(held.repository().withTagMutability(TagMutability.of("MUTABLE"))));
        world.sweep();

        // When
        List<Notice> notices = pass();

        // Then
        assertThat(notices).singleElement().satisfies(notice -> is(notice, true, Reason.DRIFT_REPAIRED));
        assertThat(notices.getFirst().message()).contains("PutImageTagMutability MUTABLE → IMMUTABLE");
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldWarnOnceOfARuleThatNeedsSeveralTagsAndAgainOnlyInOtherWords() {
        // Given
        pass();
        world.edit("lifecyclePolicy", rules("latest, main"));

        // When
        List<Notice> edited = pass();

        // Then
        assertThat(edited).satisfiesExactly(notice -> is(notice, false, Reason.UPDATED), notice -> {
            is(notice, true, Reason.ALL_TAGS_REQUIRED);
            assertThat(notice.message()).contains("rules[0] (rulePriority 1)", "(\"latest\", \"main\")");
        });
        assertThat(pass()).isEmpty();
        assertThat(passAfresh()).isEmpty();
        world.edit("tags", "{team: a}");
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
        world.edit("lifecyclePolicy", rules("latest, master"));
        assertThat(pass()).extracting(Notice::reason).containsExactly("Updated", "AllTagsRequired");
        world.edit("lifecyclePolicy", rules("latest"));
        assertThat(pass()).extracting(Notice::reason).containsExactly("Updated");
        assertThat(Conditions.find(world.object().getStatus().conditions(), ConditionType.SPEC_WARNING))
                .isEmpty();
    }

    private static String rules(String tags) {
        return "{rules: [{rulePriority: 1, selection: {tagStatus: tagged, tagPatternList: [" + tags
                + "], countType: imageCountMoreThan, countNumber: 9}, action: {type: expire}}]}";
    }

    @Test
    void shouldTellOfAnEditAlsoWhileADriftWaitsForItsRepair() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        tamper();
        world.ecr.fail("PutImageTagMutability", Fault.of(Kind.DENIED));
        world.sweep();
        pass();
        assertThat(world.object().getStatus().drift()).isNotNull();

        // When
        world.edit("imageScanningConfiguration", "{scanOnPush: true}");
        world.ecr.recover();

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
        assertThat(world.object().getStatus().drift()).isNull();
    }

    @Test
    void shouldForgetADriftWithAnEditThatCannotBeCarriedOutYet() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        tamper();
        world.ecr.fail("PutImageTagMutability", Fault.of(Kind.DENIED));
        world.sweep();
        pass();

        // When
        world.edit("imageScanningConfiguration", "{scanOnPush: true}");
        world.ecr.fail(call -> Optional.of(Fault.of(Kind.TRANSIENT)));
        passAfresh();

        // Then
        assertThat(world.object().getStatus().drift()).isNull();

        // When
        world.ecr.recover();

        // Then
        assertThat(passAfresh()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
    }

    @Test
    void shouldTellOfADriftThatIsFoundAfterAnOutage() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        world.ecr.fail(call -> Optional.of(Fault.of(Kind.TRANSIENT)));
        passAfresh();
        world.ecr.recover();
        tamper();

        // Then
        assertThat(passAfresh()).singleElement().satisfies(notice -> is(notice, true, Reason.DRIFT_REPAIRED));
    }

    @Test
    void shouldCountADriftOnceHoweverOftenItsRepairFails() {
        // Given
        world.edit("imageTagMutability", "IMMUTABLE");
        pass();
        tamper();
        world.ecr.fail("PutImageTagMutability", Fault.of(Kind.DENIED));
        world.sweep();

        // Then
        assertThat(drift()).isEqualTo(new Drifts.Facets(List.of("imageTagMutability"), List.of()));
        assertThat(drift()).isEqualTo(new Drifts.Facets(List.of(), List.of()));

        // When
        world.ecr.recover();

        // Then
        assertThat(drift()).isEqualTo(new Drifts.Facets(List.of(), List.of("imageTagMutability")));
        assertThat(drift()).isEqualTo(new Drifts.Facets(List.of(), List.of()));
    }

    @Test
    void shouldTellOfAllThatWasDoneWhenThePlanHadToBeMadeAnew() {
        // Given
        pass();
        world.edit("tags", "{team: a}");
        world.edit("imageTagMutability", "IMMUTABLE");
        failOnce("PutImageTagMutability", Kind.NOT_FOUND);

        // When
        List<Notice> notices = pass();

        // Then
        assertThat(notices).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
        assertThat(notices.getFirst().message()).contains("TagResource {team=a}; PutImageTagMutability");
    }

    @Test
    void shouldTellOfWhatWasDoneWhenTheLookForANewPlanFails() {
        // Given
        pass();
        world.edit("tags", "{team: a}");
        world.edit("imageTagMutability", "IMMUTABLE");
        world.ecr.fail(call -> switch (call.operation()) {
            case "PutImageTagMutability" -> Optional.of(Fault.of(Kind.NOT_FOUND));
            case "DescribeRepository" -> Optional.of(Fault.of(Kind.THROTTLED));
            default -> Optional.empty();
        });

        // When
        List<Notice> notices = pass();

        // Then
        assertThat(notices)
                .satisfiesExactly(
                        notice -> is(notice, false, Reason.UPDATED), notice -> is(notice, true, Reason.THROTTLED));
        assertThat(notices.getFirst().message()).contains("TagResource {team=a}");
    }

    @Test
    void shouldTellOfARepositoryThatWasCreatedAgain() {
        // Given
        pass();
        world.ecr.remove(NAME);
        world.clock.pass(Duration.ofMinutes(3)); // longer than ECR may not list what it has created
        world.sweep();

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, true, Reason.RECREATED));
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldTellOfATakeOver() {
        // Given
        world.ecr.put(NAME, Map.of("foreign", "tag"));
        world.sweep();

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.ADOPTED));
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldNotTellOfATakeOverWhenItFindsItsOwn() {
        // Given
        world.ecr.put(
                NAME,
                Map.of(Ownership.TAG_KEY, "prod/team/api", Ownership.CLUSTER_UID_TAG_KEY, RepositoryWorld.CLUSTER_UID));
        world.sweep();

        // Then
        assertThat(pass()).isEmpty();
    }

    @Test
    @Shows("community#2510")
    void shouldWarnOnceWhenItTurnsWorseAndNotWhileItStaysSo() {
        // Given
        pass();
        world.edit("imageScanningConfiguration", "{scanOnPush: true}");
        world.ecr.fail("PutImageScanningConfiguration", Fault.of(Kind.DENIED));

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, true, Reason.ACCESS_DENIED));
        assertThat(pass()).isEmpty();
        assertThat(pass()).isEmpty();

        // When
        world.ecr.fail("PutImageScanningConfiguration", Fault.of(Kind.INVALID));

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, true, Reason.REJECTED_BY_AWS));
        assertThat(pass()).isEmpty();

        // When
        world.ecr.recover();

        // Then
        assertThat(pass()).singleElement().satisfies(notice -> is(notice, false, Reason.UPDATED));
    }

    @Test
    void shouldWarnOnceOfAnOutageAndSayNothingWhenItEnds() {
        // Given
        pass();
        world.ecr.fail(call -> Optional.of(Fault.of(Kind.TRANSIENT)));

        // Then
        assertThat(passAfresh()).singleElement().satisfies(notice -> is(notice, true, Reason.AWS_UNAVAILABLE));
        assertThat(passAfresh()).isEmpty();

        // When
        world.ecr.recover();

        // Then
        assertThat(passAfresh()).isEmpty();
    }

    @Test
    void shouldSayNothingWhileTheRegistryIsListedForTheFirstTime() {
        // Given
        world.restart();

        // Then
        assertThat(pass()).isEmpty();
    }

    private static void is(Notice notice, boolean warning, Reason reason) {
        assertThat(notice.warning()).isEqualTo(warning);
        assertThat(notice.reason()).isEqualTo(reason.label());
        assertThat(notice.message()).isNotBlank();
    }

    private void tamper() {
        world.ecr.change(
                NAME, held -> held.withRepository(held.repository().withTagMutability(TagMutability.of("MUTABLE"))));
    }

    private void failOnce(String operation, Kind kind) {
        AtomicBoolean failed = new AtomicBoolean();
        world.ecr.fail(call -> call.operation().equals(operation) && failed.compareAndSet(false, true)
                ? Optional.of(Fault.of(kind))
                : Optional.empty());
    }

    private Drifts.Facets drift() {
        EcrRepositoryStatus before = world.object().getStatus();
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome = world.reconcile();
        EcrRepositoryStatus after = world.object().getStatus();
        world.object().setStatus(before);
        Drifts.Facets facets =
                Drifts.facets(before, world.object().getMetadata().getGeneration(), (Observed<?, ?, ?>) outcome);
        world.object().setStatus(after);
        return facets;
    }

    private List<Notice> pass() {
        return notices(false);
    }

    private List<Notice> passAfresh() {
        return notices(true);
    }

    private List<Notice> notices(boolean afresh) {
        EcrRepositoryStatus before = world.object().getStatus();
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome =
                afresh ? world.reconcileAfresh() : world.reconcile();
        EcrRepositoryStatus after = world.object().getStatus();
        world.object().setStatus(before);
        List<Notice> notices = PassNotices.of(EcrRepositoryKind.FACTS, world.object(), outcome, after);
        world.object().setStatus(after);
        return notices;
    }
}
