package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {

    private static final Duration SWEEP = Duration.ofMinutes(5);

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler schedule = new VirtualScheduler(clock);
    private final InMemoryEcr ecr = new InMemoryEcr(clock);
    private final RegistryWatch registry = watch(Heartbeats.unwatched());

    @Test
    void shouldCostNothingBeforeItIsStarted() {
        // When
        schedule.pass(Duration.ofHours(1));

        // Then
        assertThat(ecr.drainCalls()).isEmpty();
    }

    @Test
    void shouldWarmUpFromItsStartOn() {
        // Given
        clock.pass(Duration.ofHours(1));

        // When
        registry.start();

        // Then
        assertThat(registry.view().state()).isEqualTo(new ViewState.Warming(clock.instant()));
    }

    @Test
    void shouldStayCurrentWhenItIsStartedAfterASweep() {
        // Given
        registry.sweep();

        // When
        registry.start();

        // Then
        assertThat(registry.view().state()).isEqualTo(new ViewState.Current());
    }

    @Test
    void shouldRunOnceHoweverOftenItIsStarted() {
        // When
        registry.start();
        registry.start();
        registry.start();
        schedule.pass(Duration.ofSeconds(30));

        // Then
        assertThat(ecr.drainOperations()).containsExactlyInAnyOrder("DescribeRepositories", "GetResources");
        assertThat(schedule.waiting()).isEqualTo(2);
    }

    @Test
    void shouldListOnceForAllWhoAskAndNoOftenerThanEveryTenSeconds() {
        // Given
        registry.start();
        schedule.pass(Duration.ofSeconds(2));
        ecr.drainOperations();

        // When
        for (int ask = 0; ask < 100; ask++) {
            registry.sweepSoon();
        }
        schedule.pass(Duration.ofSeconds(7));

        // Then
        assertThat(ecr.drainOperations()).as("the last one is fresh enough").doesNotContain("DescribeRepositories");

        // When
        schedule.pass(Duration.ofSeconds(2));

        // Then
        assertThat(ecr.drainOperations()).containsExactlyInAnyOrder("DescribeRepositories", "GetResources");

        // When
        for (int second = 0; second < 60; second++) {
            registry.sweepSoon();
            schedule.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(ecr.drainOperations().stream().filter("DescribeRepositories"::equals))
                .hasSizeBetween(5, 6);
    }

    @Test
    void shouldListForWhoAsksAFractionOfAMillisecondAfterAnother() {
        // Given
        registry.start();
        schedule.pass(Duration.ofSeconds(2).plusNanos(500));
        ecr.drainOperations();

        // When
        registry.sweepSoon();
        schedule.pass(Duration.ofSeconds(9));

        // Then
        assertThat(ecr.drainOperations()).containsExactlyInAnyOrder("DescribeRepositories", "GetResources");
    }

    @Test
    void shouldNotListForThoseWhoAskBeforeTheStart() {
        // When
        registry.sweepSoon();
        schedule.pass(Duration.ofMinutes(1));

        // Then
        assertThat(ecr.drainOperations()).isEmpty();
    }

    @Test
    @Shows("provider-aws#2029")
    void shouldSweepOncePerPeriodGiveOrTakeATenth() {
        // Given
        registry.start();

        // When
        List<Instant> sweeps = sweepsWithin(SWEEP.multipliedBy(20));

        // Then
        assertThat(gaps(sweeps)).hasSizeBetween(17, 22).allSatisfy(gap -> assertThat(gap)
                .isBetween(
                        SWEEP.multipliedBy(89).dividedBy(100),
                        SWEEP.multipliedBy(111).dividedBy(100)));
        assertThat(gaps(sweeps).stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void shouldCountASweepThatMeetsADefectAsFailedAndGoOn() {
        // Given
        registry.start();
        schedule.pass(Duration.ofSeconds(1));
        for (Throwable defect : List.of(new IllegalStateException("a defect"), new NoClassDefFoundError("a class"))) {
            ecr.fail(call -> {
                if (defect instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) defect;
            });

            // When
            schedule.pass(SWEEP.multipliedBy(3));

            // Then
            assertThat(registry.view().state()).isInstanceOf(ViewState.Failing.class);

            // When
            ecr.fail(call -> Optional.empty());
            schedule.pass(SWEEP.multipliedBy(2));

            // Then
            assertThat(registry.view().state()).isEqualTo(new ViewState.Current());
        }
    }

    @Test
    void shouldBeMissedWhenItsSchedulesAreDead() {
        // Given
        AtomicLong nanos = new AtomicLong();
        Heartbeats heartbeats = new Heartbeats(nanos::get, (name, count) -> {});
        RegistryWatch watched = watch(heartbeats);
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(heartbeats.silent()).as("a standby").isEmpty();

        // When
        watched.start();
        schedule.pass(Duration.ofSeconds(10));
        nanos.addAndGet(Duration.ofMinutes(31).toNanos());

        // Then
        assertThat(heartbeats.silent()).containsExactly("deep-reads");

        // When
        nanos.addAndGet(Duration.ofMinutes(15).toNanos());

        // Then
        assertThat(heartbeats.silent()).containsExactly("deep-reads", "sweep");

        // When
        watched.close();

        // Then
        assertThat(heartbeats.silent()).isEmpty();
    }

    @Test
    void shouldTryAgainSoonerAfterAFailureAndEverMoreSlowly() {
        // Given
        ecr.fail("DescribeRepositories", Fault.of(Kind.TRANSIENT));
        registry.start();

        // When
        List<Duration> gaps = gaps(sweepsWithin(Duration.ofMinutes(40)));

        // Then
        assertThat(gaps).hasSizeGreaterThan(10);
        for (int i = 0; i < gaps.size(); i++) {
            Duration expected = Duration.ofSeconds(Math.min(1L << i, SWEEP.toSeconds()));
            assertThat(gaps.get(i).toMillis())
                    .isBetween((long) (expected.toMillis() * 0.89), (long) (expected.toMillis() * 1.11) + 1);
        }
        assertThat(registry.view().state()).isInstanceOf(ViewState.Failing.class);

        // When
        ecr.recover();
        schedule.pass(SWEEP.multipliedBy(2));

        // Then
        assertThat(registry.view().state()).isEqualTo(new ViewState.Current());
        assertThat(registry.view().failedSweeps()).isZero();
    }

    @Test
    void shouldGoOnWhenASweepMeetsAnErrorOfItsOwn() {
        // Given
        registry.view().onChange(name -> {
            throw new IllegalStateException("a listener's error");
        });
        registry.view().track("object", "a", Set.of());
        registry.start();

        // When
        schedule.pass(SWEEP.multipliedBy(5));

        // Then
        assertThat(ecr.drainOperations().stream().filter("DescribeRepositories"::equals))
                .hasSizeBetween(4, 7);
    }

    @Test
    void shouldReadDeepWhatIsTracked() {
        // Given
        ecr.put("a", Map.of("k", "v"));
        ecr.change("a", before -> before.withRepositoryPolicy(Optional.of("{}")));
        registry.view().track("object", "a", Set.of(DeepFacet.REPOSITORY_POLICY));
        registry.start();

        // When
        schedule.pass(Duration.ofMinutes(90));

        // Then
        assertThat(registry.view().get("a").repositoryPolicy()).isEqualTo(Reading.found("{}"));
    }

    @Test
    void shouldStopWhenClosed() {
        // Given
        registry.start();
        schedule.pass(Duration.ofSeconds(1));
        ecr.drainCalls();

        // When
        registry.close();
        schedule.pass(Duration.ofHours(2));

        // Then
        assertThat(ecr.drainCalls()).isEmpty();
        assertThat(schedule.waiting()).isZero();
    }

    @Test
    void shouldLookAtEcrAsEverWhenTheClockIsSetFarBack() {
        // Given
        Instant boot = clock.instant();
        SettableClock ofTheMachine = new SettableClock(clock);
        InMemoryEcr fleet = new InMemoryEcr(ofTheMachine);
        fleet.put("team/api", Map.of());
        RegistryWatch steady = new RegistryWatch(
                fleet.doors(),
                fleet,
                new RegistryWatch.Periods(Duration.ofSeconds(30), Duration.ofSeconds(2)),
                new SteadyClock(ofTheMachine, () -> Duration.between(boot, clock.instant())
                        .toNanos()),
                new Random(3),
                schedule,
                Runnable::run,
                Heartbeats.unwatched());
        steady.view().track("object", "team/api", Set.of(DeepFacet.REPOSITORY_POLICY));
        steady.start();
        schedule.pass(Duration.ofSeconds(20));
        assertThat(reads(fleet)).isPositive();

        // When
        ofTheMachine.jump(Duration.ofHours(-10));
        Instant readBefore = steady.view().readAt("team/api", DeepFacet.REPOSITORY_POLICY);
        while (steady.looks().take()) {
            fleet.drainCalls();
        }
        schedule.pass(Duration.ofSeconds(20));

        // Then
        assertThat(reads(fleet)).isPositive();
        assertThat(steady.looks().take()).isTrue();
        assertThat(steady.view().readAt("team/api", DeepFacet.REPOSITORY_POLICY))
                .isAfter(readBefore);

        // When
        fleet.drainCalls();
        steady.sweepSoon();
        schedule.pass(Duration.ofSeconds(2));

        // Then
        assertThat(fleet.drainOperations()).contains("DescribeRepositories");
    }

    private RegistryWatch watch(Heartbeats heartbeats) {
        return new RegistryWatch(
                ecr.doors(),
                ecr,
                new RegistryWatch.Periods(SWEEP, Duration.ofHours(1)),
                clock,
                new Random(3),
                schedule,
                Runnable::run,
                heartbeats);
    }

    private static long reads(InMemoryEcr fleet) {
        return fleet.drainCalls().stream()
                .filter(call -> call.operation().equals("GetRepositoryPolicy"))
                .count();
    }

    private List<Instant> sweepsWithin(Duration time) {
        List<Instant> sweeps = new ArrayList<>();
        Function<Call, Optional<Fault>> before = ecr.faults();
        ecr.fail(call -> {
            if (call.operation().equals("DescribeRepositories")) {
                sweeps.add(clock.instant());
            }
            return before.apply(call);
        });
        schedule.pass(time);
        return sweeps;
    }

    private static List<Duration> gaps(List<Instant> instants) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < instants.size(); i++) {
            gaps.add(Duration.between(instants.get(i - 1), instants.get(i)));
        }
        return gaps;
    }
}
