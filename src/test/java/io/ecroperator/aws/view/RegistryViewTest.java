package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryViewTest {

    private static final AwsFailure DOWN =
            new AwsFailure(AwsFailure.Kind.TRANSIENT, "DescribeRepositories", "Timeout", "no answer", null);

    private final VirtualClock clock = new VirtualClock();
    private final RegistryView view = new RegistryView(clock);
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldKnowNothingBeforeTheFirstSweep() {
        assertThat(view.get("a")).isEqualTo(ViewedRepository.UNREAD);
        assertThat(view.state()).isEqualTo(new ViewState.Warming(clock.instant()));
    }

    @Test
    void shouldCallAbsentWhatACompleteListingLeavesOut() {
        // When
        sweep(repository("a"));

        // Then
        assertThat(view.get("a").repository()).isEqualTo(Reading.found(repository("a")));
        assertThat(view.get("b")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(view.state()).isEqualTo(new ViewState.Current());
    }

    @Test
    void shouldTellWhoWaitsWhenTheFirstSweepSucceeds() {
        // Given
        view.onChange(told::add);
        view.track("object", "not-there-yet", Set.of());

        // When
        sweep();

        // Then
        assertThat(told).containsExactly("not-there-yet");
    }

    @Test
    void shouldTellOnlyOfWhatChanged() {
        // Given
        sweep(repository("a"), repository("b"));
        view.onChange(told::add);

        // When
        clock.pass(Duration.ofMinutes(5));
        sweep(repository("a"), repository("b").withScanOnPush(true));

        // Then
        assertThat(told).containsExactly("b");
    }

    @Test
    void shouldTellOfEveryChangeAlsoWhenAListenerThrows() {
        // Given
        sweep(repository("a"), repository("b"), repository("c"));
        view.onChange(name -> {
            throw new IllegalStateException("of " + name);
        });
        view.onChange(told::add);

        // When
        sweep(
                repository("a").withScanOnPush(true),
                repository("b").withScanOnPush(true),
                repository("c").withScanOnPush(true));

        // Then
        assertThat(told).as("the next sweep finds nothing new").containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void shouldKeepWhatWasReadOfTheSameIncarnationAndForgetItOfAnother() {
        // Given
        sweep(repository("a"));
        view.read("a", DeepFacet.TAGS, view.readMark(), seen -> seen.withTags(Map.of("k", "v")));

        // When
        sweep(repository("a").withScanOnPush(true));

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "v")));

        // When
        sweep(born("a", "2026-06-01T00:00:00Z"));

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.unread());
    }

    @Test
    void shouldDropAnAnswerThatIsOlderThanOurWrite() {
        // Given
        sweep(repository("a"));
        long mark = view.readMark();

        // When
        view.written("a", Set.of(DeepFacet.REPOSITORY_POLICY), seen -> seen.withRepositoryPolicy(Reading.found("new")));
        boolean news = view.read(
                "a", DeepFacet.REPOSITORY_POLICY, mark, seen -> seen.withRepositoryPolicy(Reading.found("old")));

        // Then
        assertThat(news).isFalse();
        assertThat(view.get("a").repositoryPolicy()).isEqualTo(Reading.found("new"));
    }

    @Test
    void shouldNotTakeAListingThatBeganBeforeOurWrite() {
        // Given
        sweep(repository("a"));
        long mark = view.readMark();
        Instant startedAt = clock.instant();

        // When
        view.written(
                "a",
                Set.of(),
                seen -> seen.withRepository(Reading.found(repository("a").withScanOnPush(true))));
        view.swept(mark, startedAt, List.of(repository("a")));

        // Then
        assertThat(view.get("a").repository().toOptional().orElseThrow().scanOnPush())
                .isTrue();
    }

    /** The sweep may take minutes while AWS is in trouble; a creation whose answer was lost is found by a look. */
    @Test
    void shouldKeepWhatALookHasFoundSinceAListingWithoutItBegan() {
        // Given
        sweep();
        long mark = view.readMark();
        Instant startedAt = clock.instant();

        // When
        view.described("a", view.readMark(), repository("a"));
        view.read(
                "a", DeepFacet.REPOSITORY_POLICY, view.readMark(), seen -> seen.withRepositoryPolicy(Reading.absent()));
        view.swept(mark, startedAt, List.of());
        sweep(repository("a"));

        // Then
        assertThat(view.get("a").repository()).isEqualTo(Reading.found(repository("a")));
        assertThat(view.get("a").repositoryPolicy()).isEqualTo(Reading.absent());
    }

    @Test
    void shouldNotReviveWhatALookHasMissedSinceAListingWithItBegan() {
        // Given
        sweep(repository("a"));
        long mark = view.readMark();
        Instant startedAt = clock.instant();

        // When
        view.missing("a", view.readMark());
        view.swept(mark, startedAt, List.of(repository("a")));

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldKeepTheNewerOfTwoReadsWhoseAnswersOvertakeEachOther() {
        // Given
        sweep(repository("a"));
        long earlier = view.readMark();
        long later = view.readMark();

        // When
        view.read("a", DeepFacet.TAGS, later, seen -> seen.withTags(Map.of("k", "new")));
        view.read("a", DeepFacet.TAGS, earlier, seen -> seen.withTags(Map.of("k", "old")));
        view.read(
                "a", DeepFacet.REPOSITORY_POLICY, earlier, seen -> seen.withRepositoryPolicy(Reading.found("policy")));

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "new")));
        assertThat(view.get("a").repositoryPolicy()).isEqualTo(Reading.found("policy"));
    }

    @Test
    void shouldNotTakeThePartsOfAnIncarnationForThoseOfTheNext() {
        // Given
        sweep(repository("a"));
        long mark = view.readMark();

        // When
        view.described("a", view.readMark(), born("a", "2026-06-01T00:00:00Z"));
        view.read("a", DeepFacet.TAGS, mark, seen -> seen.withTags(Map.of("k", "of the one before")));

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.unread());
    }

    @Test
    void shouldKeepACreatedRepositoryThatEcrDoesNotListYet() {
        // Given
        sweep();
        view.written("a", Set.of(DeepFacet.values()), seen -> ViewedRepository.created(repository("a"), Map.of()));

        // When
        clock.pass(Duration.ofMinutes(1));
        sweep();

        // Then
        assertThat(view.get("a").repository()).isInstanceOf(Reading.Found.class);

        // When
        clock.pass(RegistryView.PROPAGATION);
        sweep();

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldNotBelieveThatARepositoryWhichWeHaveJustCreatedIsMissing() {
        // Given
        sweep();
        view.written("a", Set.of(DeepFacet.values()), seen -> ViewedRepository.created(repository("a"), Map.of()));

        // When
        clock.pass(Duration.ofMinutes(1));
        view.missing("a", view.readMark());

        // Then
        assertThat(view.get("a").repository()).isInstanceOf(Reading.Found.class);

        // When
        clock.pass(RegistryView.PROPAGATION);
        view.missing("a", view.readMark());

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldBelieveAtOnceThatAListedRepositoryIsMissing() {
        // Given
        sweep();
        view.written("a", Set.of(DeepFacet.values()), seen -> ViewedRepository.created(repository("a"), Map.of()));
        sweep(repository("a"));

        // When
        view.missing("a", view.readMark());

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldBelieveAtOnceThatAListedRepositoryIsGone() {
        // Given
        sweep();
        view.written("a", Set.of(DeepFacet.values()), seen -> ViewedRepository.created(repository("a"), Map.of()));
        sweep(repository("a"));
        view.onChange(told::add);

        // When
        sweep();

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(told).containsExactly("a");
    }

    @Test
    void shouldNotReviveWhatWeDeletedBecauseEcrStillListsIt() {
        // Given
        sweep(repository("a"));
        view.written("a", Set.of(DeepFacet.values()), seen -> ViewedRepository.ABSENT);

        // When
        clock.pass(Duration.ofSeconds(30));
        sweep(repository("a"));

        // Then
        assertThat(view.get("a")).isEqualTo(ViewedRepository.ABSENT);
    }

    @Test
    void shouldReportAFirstSweepThatFailsAtOnce() {
        // When
        view.sweepFailed(DOWN);

        // Then
        assertThat(view.state()).isEqualTo(new ViewState.Failing(DOWN, false));
        assertThat(view.get("a")).isEqualTo(ViewedRepository.UNREAD);
    }

    @Test
    void shouldStayCurrentThroughAFewFailuresAndTellOnceWhenTheyAreTooMany() {
        // Given
        sweep(repository("a"));
        view.track("object", "a", Set.of());
        view.onChange(told::add);

        // When
        view.sweepFailed(DOWN);
        view.sweepFailed(DOWN);

        // Then
        assertThat(view.state()).isEqualTo(new ViewState.Current());
        assertThat(told).isEmpty();

        // When
        view.sweepFailed(DOWN);
        view.sweepFailed(DOWN);

        // Then
        assertThat(view.state()).isEqualTo(new ViewState.Failing(DOWN, true));
        assertThat(view.get("a").repository()).isInstanceOf(Reading.Found.class);
        assertThat(told).containsExactly("a");

        // When
        sweep(repository("a"));

        // Then
        assertThat(view.state()).isEqualTo(new ViewState.Current());
        assertThat(told).containsExactly("a", "a");
    }

    @Test
    void shouldKeepWhatItHasWhenAListingSaysTheSame() {
        // Given
        sweep(repository("a"));
        ViewedRepository before = view.get("a");

        // When
        sweep(repository("a"));

        // Then
        assertThat(view.get("a")).isSameAs(before);
    }

    private void sweep(Repository... listing) {
        view.swept(view.readMark(), clock.instant(), List.of(listing));
    }

    private static Repository repository(String name) {
        return born(name, "2026-01-01T00:00:00Z");
    }

    private static Repository born(String name, String createdAt) {
        return new Repository(
                name,
                "arn:aws:ecr:eu-central-1:111122223333:repository/" + name,
                "111122223333",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/" + name,
                Instant.parse(createdAt),
                TagMutability.of("MUTABLE"),
                false,
                new Encryption("AES256", null));
    }
}
