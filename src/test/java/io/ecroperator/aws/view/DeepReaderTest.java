package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepReaderTest {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final RegistryView view = new RegistryView(clock);
    private final RepositoryDoors doors = ViewUpdatingDoors.of(ecr.doors(), view);
    private final Sweeper sweeper = new Sweeper(doors, ecr, view, clock);
    private final Freshness freshness = new Freshness(view, sweeper, PERIOD, clock);
    private final DeepReader reader = new DeepReader(doors, view, sweeper, freshness, PERIOD, clock, new Random(7));
    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 600, 3_000})
    @Shows("provider-aws#2029")
    void shouldReadEachOncePerPeriodAndNeverMoreThanItsSharePerTick(int repositories) {
        // Given
        declare(repositories, Set.of(DeepFacet.LIFECYCLE_POLICY));
        long share = 1 + (long) Math.ceil((double) repositories * TICK.toSeconds() / PERIOD.toSeconds());
        Map<String, List<Instant>> reads = new HashMap<>();
        long most = 0;

        // When
        for (int tick = 0; tick < 5 * PERIOD.toSeconds(); tick++) {
            clock.pass(TICK);
            reader.tick(TICK);
            List<Call> made = ecr.drainCalls();
            most = Math.max(most, made.size());
            made.forEach(call -> reads.computeIfAbsent(call.about(), name -> new ArrayList<>())
                    .add(clock.instant()));
        }

        // Then
        assertThat(most).isBetween(1L, share);
        assertThat(reads).hasSize(repositories);
        assertThat(reads.values())
                .allSatisfy(instants -> assertThat(instants).hasSizeBetween(3, 6))
                .allSatisfy(instants -> assertThat(longestGap(instants))
                        .isLessThan(PERIOD.multipliedBy(13).dividedBy(10)));
        double mean = reads.values().stream().mapToInt(List::size).average().orElseThrow();
        assertThat(mean).isBetween(4.0, 5.5);
    }

    @Test
    void shouldNotCatchUpInABurstAfterAPause() {
        // Given
        declare(600, Set.of(DeepFacet.LIFECYCLE_POLICY));
        tick();
        clock.pass(PERIOD.multipliedBy(20));
        ecr.drainCalls();

        // When
        List<Integer> perTick = new ArrayList<>();
        for (int i = 0; i < PERIOD.toSeconds(); i++) {
            clock.pass(TICK);
            reader.tick(TICK);
            perTick.add(ecr.drainCalls().size());
        }

        // Then
        assertThat(perTick).allSatisfy(made -> assertThat(made).isLessThanOrEqualTo(2));
        assertThat(perTick.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void shouldReadNothingBeforeTheFirstSweep() {
        // Given
        ecr.put("a", Map.of());
        view.track("object", "a", Set.of(DeepFacet.LIFECYCLE_POLICY));

        // When
        everythingOnce();

        // Then
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @Test
    void shouldReadTagsOnlyWhereTheyAreNotKnownInBulk() {
        // Given
        declare(3, Set.of(DeepFacet.TAGS));
        everythingOnce();

        // Then
        assertThat(ecr.drainCalls()).isEmpty();

        // When
        ecr.fail("GetResources", Fault.of(Kind.DENIED));
        sweeper.sweep();
        ecr.drainCalls();
        everythingOnce();

        // Then
        assertThat(ecr.drainCalls().stream().distinct())
                .containsExactlyInAnyOrder(
                        new Call("ListTagsForResource", "r0"),
                        new Call("ListTagsForResource", "r1"),
                        new Call("ListTagsForResource", "r2"));
    }

    @Test
    void shouldTellOfAChangeAndOfNothingElse() {
        // Given
        declare(3, Set.of(DeepFacet.REPOSITORY_POLICY));
        everythingOnce();
        view.onChange(told::add);
        ecr.change("r1", before -> before.withRepositoryPolicy(Optional.of("{}")));

        // When
        everythingOnce();

        // Then
        assertThat(told).containsExactly("r1");
        assertThat(view.get("r1").repositoryPolicy()).isEqualTo(Reading.found("{}"));
    }

    @Test
    void shouldEndTheTickWhenThrottled() {
        // Given
        declare(6_000, Set.of(DeepFacet.LIFECYCLE_POLICY));
        tick();
        clock.pass(PERIOD);
        ecr.drainCalls();
        ecr.fail("GetLifecyclePolicy", Fault.of(Kind.THROTTLED));

        // When
        tick();

        // Then
        assertThat(ecr.drainCalls()).hasSize(1);
    }

    @Test
    void shouldNotWaitForAPeriodWithWhatWasThrottled() {
        // Given
        declare(1, Set.of(DeepFacet.LIFECYCLE_POLICY));
        ecr.fail("GetLifecyclePolicy", Fault.of(Kind.THROTTLED));
        everythingOnce();
        ecr.recover();
        ecr.drainCalls();

        // When
        for (int i = 0; i < PERIOD.dividedBy(5).toSeconds(); i++) {
            tick();
        }

        // Then
        assertThat(ecr.drainOperations()).containsExactly("GetLifecyclePolicy");
    }

    @Test
    void shouldReadTheOtherPartsWhenOneIsDenied() {
        // Given
        declare(1, Set.of(DeepFacet.REPOSITORY_POLICY, DeepFacet.LIFECYCLE_POLICY));
        ecr.change("r0", before -> before.withLifecyclePolicy(Optional.of("{}")));
        ecr.fail("GetRepositoryPolicy", Fault.of(Kind.DENIED));

        // When
        everythingOnce();

        // Then
        assertThat(view.get("r0").lifecyclePolicy().toOptional()).isPresent();
        assertThat(view.get("r0").repositoryPolicy().isUnread()).isTrue();
    }

    @Test
    void shouldNoticeARepositoryThatIsGoneAndReadOn() {
        // Given
        declare(2, Set.of(DeepFacet.LIFECYCLE_POLICY));
        view.onChange(told::add);
        ecr.remove("r0");

        // When
        everythingOnce();

        // Then
        assertThat(view.get("r0")).isEqualTo(ViewedRepository.ABSENT);
        assertThat(told).contains("r0");
        assertThat(view.get("r1").lifecyclePolicy()).isEqualTo(Reading.absent());
    }

    @Test
    void shouldForgetWhatIsNoLongerTracked() {
        // Given
        declare(2, Set.of(DeepFacet.LIFECYCLE_POLICY));
        view.untrack("object", "r0");

        // When
        everythingOnce();

        // Then
        assertThat(ecr.drainCalls().stream().map(Call::about).collect(Collectors.toSet()))
                .containsExactly("r1");
    }

    @Test
    void shouldReadWhatTheOthersNeedWhenOneOfThemNeedsLessOrNothing() {
        // Given
        declare(1, Set.of(DeepFacet.REPOSITORY_POLICY));
        view.track("another", "r0", Set.of(DeepFacet.LIFECYCLE_POLICY));

        // When
        everythingOnce();

        // Then
        assertThat(ecr.drainOperations().stream().distinct())
                .containsExactlyInAnyOrder("GetRepositoryPolicy", "GetLifecyclePolicy");

        // When
        view.track("another", "r0", Set.of());
        everythingOnce();

        // Then
        assertThat(ecr.drainOperations().stream().distinct()).containsExactly("GetRepositoryPolicy");

        // When
        view.untrack("another", "r0");
        everythingOnce();

        // Then
        assertThat(ecr.drainOperations().stream().distinct()).containsExactly("GetRepositoryPolicy");

        // When
        view.untrack("object", "r0");
        everythingOnce();

        // Then
        assertThat(ecr.drainCalls()).isEmpty();
    }

    private static Duration longestGap(List<Instant> instants) {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < instants.size(); i++) {
            Duration gap = Duration.between(instants.get(i - 1), instants.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    private void declare(int repositories, Set<DeepFacet> facets) {
        for (int i = 0; i < repositories; i++) {
            ecr.put("r" + i, Map.of("k", "v"));
            view.track("object", "r" + i, facets);
        }
        sweeper.sweep();
        ecr.drainCalls();
    }

    private void tick() {
        clock.pass(TICK);
        reader.tick(TICK);
    }

    private void everythingOnce() {
        for (int i = 0; i < PERIOD.toSeconds() * 6 / 5; i++) {
            tick();
        }
    }
}
