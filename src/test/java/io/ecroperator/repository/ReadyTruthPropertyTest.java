package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Freshness;
import io.ecroperator.aws.view.RegistryView;
import io.ecroperator.aws.view.RegistryWatch;
import io.ecroperator.repository.EcrDifferences.Part;
import io.ecroperator.repository.RepositorySteps.Step;
import io.ecroperator.repository.RepositorySteps.Tampering;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.InMemoryEcr.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Ready=True never stands while ECR differs from the spec, but for what others have changed and the operator could not see
 * yet: a sweep's period where a sweep sees it, a deep read's where only that does, counted from the last answer that AWS
 * in trouble failed to give (and for deep reads from the last start, which spreads them anew: ADR 3). What AWS refuses to
 * tell gives no such respite. Synced=True has none at all: no failure makes it stand for longer than a part may go unread.
 */
class ReadyTruthPropertyTest {

    private static final RegistryWatch.Periods PERIODS = RepositoryWorld.PERIODS;
    private static final Duration SWEEP = longest(PERIODS.sweep());
    private static final Duration DEEP_READ = longest(PERIODS.deepRead());

    /** What a listing that fails for once is behind: it is repeated after a second, two, and four. */
    private static final Duration REPEATED_LISTING = Duration.ofSeconds(10);

    /** What is overdue is noticed once a minute. */
    private static final Duration REVIEW = Duration.ofMinutes(1);

    /** How often it is looked at; the deep reader looks at its list once a second. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private RepositoryWorld world;
    private LiveOperator operator;
    private Deque<Fault> faults;
    private Map<String, Fault> broken;
    private boolean tagsInBulk;
    private Instant started;
    private Instant lastFault;
    private Instant retriedUntil;
    private Map<Part, Instant> differsSince;
    private Set<Part> changedByOthers;

    @BeforeTry
    void begin() {
        world = new RepositoryWorld();
        faults = new ArrayDeque<>();
        broken = new HashMap<>();
        started = world.clock.instant();
        lastFault = Instant.MIN;
        retriedUntil = Instant.MIN;
        differsSince = new EnumMap<>(Part.class);
        changedByOthers = EnumSet.noneOf(Part.class);
    }

    @Property(tries = 100, seed = "20260102")
    void shouldNotStandReadyForLongerThanADifferenceCanHide(
            @ForAll("steps") List<Step> steps, @ForAll boolean taggingApi) {
        // Given
        tagsInBulk = taggingApi;
        world.ecr.fail(this::fault);
        world.ecr.tagsInBulk(
                name -> taggingApi ? world.ecr.held(name).map(Held::tags).orElse(null) : null);
        operator = new LiveOperator(world);

        // When, Then
        for (Step step : steps) {
            take(step);
            shouldBeTrue(step);
        }

        // When
        faults.clear();
        broken.clear();
        Step last = new Step.Wait((int) DEEP_READ.plus(SWEEP).toMinutes());
        take(last);

        // Then
        assertThat(EcrDifferences.between(world.spec(), held())).isEmpty();
        assertThat(ready()).isTrue();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Edit(var field, var value) -> {
                world.edit(field, value);
                operator.wake();
            }
            case Step.Outside(var what) -> tamper(what);
            case Step.Failing(var fault, var calls) -> {
                for (int i = 0; i < calls; i++) {
                    faults.add(fault);
                }
            }
            case Step.Broken(var operation, var kind) -> broken.put(operation, Fault.of(kind));
            case Step.Mended mended -> broken.clear();
            case Step.Restart restart -> {
                started = world.clock.instant();
                operator.restart();
            }
            case Step.Wait(var minutes) -> {
                Instant until = world.clock.instant().plus(Duration.ofMinutes(minutes));
                do {
                    world.scheduler().pass(minutes == 0 ? Duration.ZERO : MOMENT);
                    shouldBeTrue(step);
                } while (world.clock.instant().isBefore(until));
            }
            case Step.Sweep sweep -> throw new IllegalArgumentException("sweeps come by themselves");
            case Step.Reconcile reconcile -> throw new IllegalArgumentException("passes come by themselves");
        }
    }

    private void shouldBeTrue(Step step) {
        Instant now = world.clock.instant();
        Set<Part> differing = EcrDifferences.between(world.spec(), held());
        differsSince.keySet().retainAll(differing);
        differing.forEach(part -> differsSince.putIfAbsent(part, now));
        if (isTrue(ConditionType.SYNCED)) {
            assertThat(differing).as("after %s: Synced at %s", step, now).allSatisfy(part -> assertThat(now)
                    .as("%s has differed since %s", part, differsSince.get(part))
                    .isBeforeOrEqualTo(mustBeKnownBy(part)));
        }
        if (!ready()) {
            return;
        }
        for (Part part : differing) {
            assertThat(changedByOthers)
                    .as("after %s: Ready, and the operator itself has left ECR with another %s", step, part)
                    .contains(part);
            Instant hiddenUntil = hiddenUntil(part);
            assertThat(now)
                    .as(
                            "after %s: Ready, and ECR has another %s since %s, which could hide until %s",
                            step, part, differsSince.get(part), hiddenUntil)
                    .isBeforeOrEqualTo(hiddenUntil);
        }
        changedByOthers.removeIf(part -> !differing.contains(part) && EcrDifferences.manages(world.spec(), part));
    }

    /** Failures of any kind do not put it off. */
    private Instant mustBeKnownBy(Part part) {
        Instant since = differsSince.get(part);
        Instant known =
                switch (part) {
                    case EXISTENCE -> since.plus(SWEEP).plus(RegistryView.PROPAGATION);
                    case SETTINGS -> since.plus(SWEEP);
                    case TAGS, LIFECYCLE_POLICY, REPOSITORY_POLICY ->
                        later(since, started)
                                .plus(Freshness.longest(PERIODS.deepRead()))
                                .plus(REVIEW);
                };
        return known.plus(REPEATED_LISTING).plus(MOMENT);
    }

    private Instant hiddenUntil(Part part) {
        Instant since = later(differsSince.get(part), lastFault);
        Instant seen =
                switch (part) {
                    case EXISTENCE -> since.plus(SWEEP).plus(RegistryView.PROPAGATION);
                    case SETTINGS -> since.plus(SWEEP);
                    case TAGS ->
                        tagsInBulk ? since.plus(SWEEP) : later(since, started).plus(DEEP_READ);
                    case LIFECYCLE_POLICY, REPOSITORY_POLICY ->
                        later(since, started).plus(DEEP_READ);
                };
        return later(seen, retriedUntil).plus(REPEATED_LISTING).plus(MOMENT);
    }

    private Optional<Fault> fault(Call call) {
        Optional<Fault> fault =
                Optional.ofNullable(faults.poll()).or(() -> Optional.ofNullable(broken.get(call.operation())));
        fault.ifPresent(struck -> {
            if (struck.kind() != Kind.DENIED) {
                lastFault = world.clock.instant();
                retriedUntil = later(retriedUntil, lastFault.plus(longestDelay(struck.kind())));
            }
            // a refusal is remembered, so that the tags are read one by one for a time
            tagsInBulk &= !call.operation().equals("GetResources");
        });
        return fault;
    }

    private static Duration longestDelay(Kind kind) {
        return FailureReport.of(new AwsFailure(kind, "Any", "Any", "any", null))
                .retry()
                .orElseThrow()
                .longest();
    }

    private boolean ready() {
        return isTrue(ConditionType.READY);
    }

    private boolean isTrue(ConditionType type) {
        var status = world.object().getStatus();
        return status != null
                && Conditions.isTrue(
                        status.conditions(), type, world.object().getMetadata().getGeneration());
    }

    private Optional<Held> held() {
        return world.ecr.held(RepositoryWorld.NAME);
    }

    private void tamper(Tampering what) {
        changedByOthers.addAll(touched(what));
        switch (what) {
            case SETTINGS ->
                change(held -> held.withRepository(held.repository()
                        .withScanOnPush(!held.repository().scanOnPush())
                        .withTagMutability(TagMutability.of("MUTABLE_WITH_EXCLUSION", "dev-*"))));
            case TAGS_OF_THE_SPEC ->
                tags(tags -> world.spec().path("tags").fieldNames().forEachRemaining(key -> tags.put(key, "tampered")));
            case FOREIGN_TAG -> tags(tags -> tags.put("cost", "42"));
            case FOREIGN_UNTAG -> tags(tags -> tags.remove("cost"));
            case OWNERSHIP_TAG -> tags(tags -> tags.remove("ecr-operator.io/owner"));
            case POLICIES ->
                change(held -> held.withRepositoryPolicy(Optional.of("{\"Version\":\"2012-10-17\",\"Statement\":[]}"))
                        .withLifecyclePolicy(Optional.of("{\"rules\":[]}")));
            case NO_POLICIES ->
                change(held -> held.withRepositoryPolicy(Optional.empty()).withLifecyclePolicy(Optional.empty()));
            case DELETE -> world.ecr.remove(RepositoryWorld.NAME);
            case DELETE_AND_CREATE -> {
                world.ecr.remove(RepositoryWorld.NAME);
                world.ecr.put(RepositoryWorld.NAME, Map.of("cost", "7"));
            }
        }
    }

    private static Set<Part> touched(Tampering what) {
        return switch (what) {
            case SETTINGS -> EnumSet.of(Part.SETTINGS);
            case TAGS_OF_THE_SPEC, OWNERSHIP_TAG -> EnumSet.of(Part.TAGS);
            case FOREIGN_TAG, FOREIGN_UNTAG -> EnumSet.noneOf(Part.class);
            case POLICIES, NO_POLICIES -> EnumSet.of(Part.LIFECYCLE_POLICY, Part.REPOSITORY_POLICY);
            case DELETE, DELETE_AND_CREATE -> EnumSet.allOf(Part.class);
        };
    }

    private void change(UnaryOperator<Held> change) {
        world.ecr.change(RepositoryWorld.NAME, change);
    }

    private void tags(Consumer<Map<String, String>> change) {
        change(held -> {
            Map<String, String> tags = new HashMap<>(held.tags());
            change.accept(tags);
            return held.withTags(tags);
        });
    }

    private static Duration longest(Duration period) {
        return Duration.ofMillis((long) (period.toMillis() * (1 + RegistryWatch.JITTER)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return RepositorySteps.overTime();
    }
}
