package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweeperTest {

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final RegistryView view = new RegistryView(clock);
    private final Sweeper sweeper = new Sweeper(ViewUpdatingDoors.of(ecr.doors(), view), ecr, view, clock);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        view.onChange(told::add);
    }

    @Test
    void shouldListEveryPageWhenThereAreMany() {
        // Given
        ecr.pageSize(3);
        for (int i = 0; i < 8; i++) {
            ecr.put("r" + i, Map.of());
        }

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isTrue();
        assertThat(view.repositories()).hasSize(8);
        assertThat(ecr.drainOperations())
                .filteredOn("DescribeRepositories"::equals)
                .hasSize(3);
    }

    @Test
    void shouldTakeNothingFromAListingWhenItsLastPageFails() {
        // Given
        ecr.pageSize(1);
        ecr.put("a", Map.of());
        ecr.put("b", Map.of());
        sweeper.sweep();
        ecr.remove("a");
        ecr.put("c", Map.of());
        ecr.fail(call -> call.equals(new Call("DescribeRepositories", "1"))
                ? Optional.of(Fault.of(Kind.TRANSIENT))
                : Optional.empty());
        told.clear();

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isFalse();
        assertThat(view.get("a").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.get("c")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(told).isEmpty();
        assertThat(view.failedSweeps()).isEqualTo(1);
    }

    @Test
    void shouldKnowTheTagsOfTrackedRepositoriesWithoutACallForEach() {
        // Given
        track("a", "b");
        ecr.put("a", Map.of("k", "1"));
        ecr.put("b", Map.of("k", "2"));

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).containsExactlyInAnyOrder("GetResources", "DescribeRepositories");
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "1")));
        assertThat(view.get("b").tags()).isEqualTo(Reading.found(Map.of("k", "2")));
    }

    @Test
    void shouldConfirmADifferenceOfTagsAndTellOfIt() {
        // Given
        sweptOnce("a", Map.of("k", "old"));
        ecr.change("a", before -> before.withTags(Map.of("k", "new")));

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainCalls()).contains(new Call("ListTagsForResource", "a"));
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "new")));
        assertThat(told).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT", "DENIED"})
    void shouldKeepTheListingAndAskAgainWhenADifferenceCannotBeConfirmed(Kind kind) {
        // Given
        sweptOnce("a", Map.of("k", "old"));
        ecr.change("a", before -> before.withTags(Map.of("k", "new")));
        ecr.put("b", Map.of());
        ecr.fail("ListTagsForResource", Fault.of(kind));

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isTrue();
        assertThat(view.get("b").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "old")));

        // When
        ecr.recover();
        sweeper.sweep();

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "new")));
    }

    @Test
    void shouldNotBelieveADifferenceThatTheRepositoryItselfDenies() {
        // Given
        sweptOnce("a", Map.of("k", "true"));
        ecr.tagsInBulk(name -> Map.of("k", "lagging"));

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainCalls()).contains(new Call("ListTagsForResource", "a"));
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "true")));
        assertThat(told).isEmpty();
    }

    @Test
    void shouldNotBelieveTheTaggingApiOfAnIncarnationThatItHasNotSeenBefore() {
        // Given
        sweptOnce("a", Map.of("owner", "we"));
        ecr.remove("a");
        ecr.put("a", Map.of());
        ecr.put("b", Map.of());
        track("b");
        ecr.tagsInBulk(name -> Map.of("owner", "we"));

        // When
        sweeper.sweep();

        // Then
        assertThat(view.get("a").tags().isUnread()).isTrue();
        assertThat(view.get("b").tags().isUnread()).isTrue();
        assertThat(ecr.drainOperations()).as("the pass reads them").doesNotContain("ListTagsForResource");
        assertThat(told).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT", "CREDENTIALS"})
    void shouldKeepTheListingWhenTagsCannotBeConfirmedAndComeBackToThem(Kind kind) {
        // Given
        sweptOnce("a", Map.of("k", "old"));
        sweptOnce("b", Map.of("k", "old"));
        sweeper.sweep();
        ecr.drainCalls();
        ecr.change("a", before -> before.withTags(Map.of("k", "new")));
        ecr.change("b", before -> before.withTags(Map.of("k", "new")));
        ecr.change("b", before -> before.withRepository(before.repository().withScanOnPush(true)));
        ecr.put("c", Map.of());
        ecr.fail("ListTagsForResource", Fault.of(kind));

        // When
        boolean swept = sweeper.sweep();

        // Then
        assertThat(swept).isTrue();
        assertThat(view.failedSweeps()).isZero();
        assertThat(view.get("c").repository()).isInstanceOf(Reading.Found.class);
        assertThat(view.get("b").repository().toOptional().orElseThrow().scanOnPush())
                .isTrue();
        assertThat(ecr.drainOperations())
                .as("an AWS in trouble is not asked once for each")
                .containsOnlyOnce("ListTagsForResource");
        assertThat(sweeper.tagsKnownInBulk("a")).as("left to deep reads").isFalse();
        assertThat(sweeper.tagsKnownInBulk("b")).as("left to deep reads").isFalse();

        // When
        ecr.recover();
        sweeper.sweep();

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "new")));
        assertThat(view.get("b").tags()).isEqualTo(Reading.found(Map.of("k", "new")));
        assertThat(sweeper.tagsKnownInBulk("a")).isTrue();
    }

    @Test
    void shouldTellOfTagsThatAreReadForTheFirstTimeAfterTheFirstSweep() {
        // Given
        track("a");
        ecr.put("a", Map.of("k", "1"));
        ecr.fail("GetResources", Fault.of(Kind.THROTTLED));
        sweeper.sweep();
        ecr.recover();
        ecr.change("a", before -> before.withRepository(before.repository().withScanOnPush(true)));
        told.clear();

        // When
        sweeper.sweep();

        // Then
        assertThat(view.get("a").tags()).isEqualTo(Reading.found(Map.of("k", "1")));
        assertThat(told).contains("a");
    }

    @Test
    void shouldNotReadTagsOfRepositoriesThatNobodyDeclares() {
        // Given
        ecr.put("stranger", Map.of("k", "1"));
        sweeper.sweep();
        ecr.change("stranger", before -> before.withTags(Map.of("k", "2")));
        ecr.drainCalls();

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).doesNotContain("ListTagsForResource");
    }

    @Test
    void shouldReadNothingMoreWhenTheTaggingApiKnowsNoRepository() {
        // Given
        for (int i = 0; i < 50; i++) {
            track("r" + i);
            ecr.put("r" + i, Map.of("k", "v"));
            view.read("r" + i, DeepFacet.TAGS, view.readMark(), seen -> seen.withTags(Map.of("k", "v")));
        }
        ecr.tagsInBulk(name -> null);

        // When
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).containsExactlyInAnyOrder("GetResources", "DescribeRepositories");
        assertThat(sweeper.tagsKnownInBulk("r0")).isFalse();
    }

    @Test
    void shouldLeaveToDeepReadsWhatTheTaggingApiLeavesOut() {
        // Given
        track("a", "b");
        ecr.put("a", Map.of("k", "v"));
        ecr.put("b", Map.of("k", "v"));
        ecr.tagsInBulk(name -> name.equals("a") ? Map.of("k", "v") : null);

        // When
        sweeper.sweep();

        // Then
        assertThat(sweeper.tagsKnownInBulk("a")).isTrue();
        assertThat(sweeper.tagsKnownInBulk("b")).isFalse();
    }

    @Test
    void shouldNotAskForAnHourWhenTheTaggingApiIsDenied() {
        // Given
        ecr.put("a", Map.of("k", "v"));
        ecr.fail("GetResources", Fault.of(Kind.DENIED));

        // When
        boolean first = sweeper.sweep();
        clock.pass(Duration.ofMinutes(59));
        sweeper.sweep();

        // Then
        assertThat(first).isTrue();
        assertThat(ecr.drainOperations()).filteredOn("GetResources"::equals).hasSize(1);
        assertThat(sweeper.tagsKnownInBulk("a")).isFalse();

        // When
        ecr.recover();
        clock.pass(Duration.ofMinutes(1));
        sweeper.sweep();

        // Then
        assertThat(ecr.drainOperations()).contains("GetResources");
        assertThat(sweeper.tagsKnownInBulk("a")).isTrue();
    }

    @Test
    void shouldAskAgainAtTheNextSweepWhenTheTaggingApiIsThrottled() {
        // Given
        ecr.put("a", Map.of("k", "v"));
        ecr.fail("GetResources", Fault.of(Kind.THROTTLED));
        sweeper.sweep();
        ecr.recover();

        // When
        sweeper.sweep();

        // Then
        assertThat(sweeper.tagsKnownInBulk("a")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSIENT", "CREDENTIALS"})
    void shouldNotHoldAnOutageOfAwsAgainstTheTaggingApi(Kind kind) {
        // Given
        ecr.put("a", Map.of("k", "v"));
        ecr.fail(call -> Optional.of(Fault.of(kind)));
        sweeper.sweep();
        ecr.recover();

        // When
        sweeper.sweep();

        // Then
        assertThat(sweeper.tagsKnownInBulk("a")).isTrue();
    }

    private void sweptOnce(String name, Map<String, String> tags) {
        track(name);
        ecr.put(name, tags);
        sweeper.sweep();
        ecr.drainCalls();
        told.clear();
    }

    private void track(String... names) {
        for (String name : names) {
            view.track("object", name, Set.of(DeepFacet.TAGS));
        }
    }
}
