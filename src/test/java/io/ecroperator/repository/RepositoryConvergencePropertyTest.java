package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.repository.RepositorySteps.Step;
import io.ecroperator.repository.RepositorySteps.Tampering;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.InMemoryEcr.Call;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.ecroperator.support.InMemoryEcr.Held;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever users, others, AWS and restarts do: in the end ECR is what the spec says, and nothing else was touched. */
class RepositoryConvergencePropertyTest {

    private static final String POLICY_OF_OTHERS = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private static final Set<String> KEYS_OF_USERS = Set.of("team", "env");
    private static final Set<String> KEYS_OF_OTHERS = Set.of("cost", "scanner");

    private RepositoryWorld world;
    private Deque<Fault> faults;
    private Map<String, String> foreign;
    private Set<String> leftBehind;

    @BeforeTry
    void begin() {
        world = new RepositoryWorld();
        faults = new ArrayDeque<>();
        foreign = new HashMap<>();
        leftBehind = new HashSet<>();
    }

    @Property(tries = 200)
    void shouldConvergeWhateverHappened(@ForAll("steps") List<Step> steps) {
        // Given
        world.ecr.fail(call -> Optional.ofNullable(faults.poll()));

        // When
        steps.forEach(this::take);
        faults.clear();
        world.clock.pass(Duration.ofMinutes(10));
        assertThat(world.sweep()).isTrue();
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> last = world.reconcileAfresh();

        // Then
        assertThat(last).isInstanceOf(Observed.class);
        Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed =
                (Observed<DesiredRepository, ViewedRepository, RepositoryChange>) last;
        assertThat(observed.failed()).isEmpty();
        assertThat(observed.plan().refusal()).isEmpty();
        assertThat(Conditions.isTrue(
                        world.object().getStatus().conditions(),
                        ConditionType.READY,
                        world.object().getMetadata().getGeneration()))
                .isTrue();
        shouldEqualTheSpec(world.ecr.held(RepositoryWorld.NAME).orElseThrow());
        shouldHaveDeletedNothing();

        // When
        world.reconcile();
        world.reconcileAfresh();
        world.restart();
        world.sweep();
        world.reconcile();

        // Then
        assertThat(world.ecr.drainCalls()).noneMatch(Call::writes);
    }

    @Property(tries = 50)
    void shouldEndTheSameInWhateverOrderIndependentEditsCome(
            @ForAll("independentEdits") Tuple2<List<Step>, List<Step>> orders) {
        // Given
        RepositoryConvergencePropertyTest other = new RepositoryConvergencePropertyTest();
        other.begin();

        // When
        inOrder(orders.get1());
        other.inOrder(orders.get2());

        // Then
        assertThat(world.ecr.held(RepositoryWorld.NAME)).isEqualTo(other.world.ecr.held(RepositoryWorld.NAME));
        assertThat(world.object().getStatus()).isEqualTo(other.world.object().getStatus());
    }

    private void inOrder(List<Step> steps) {
        world.sweep();
        world.reconcile();
        for (Step step : steps) {
            take(step);
            world.reconcileAfresh();
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.Edit(var field, var value) -> world.edit(field, value);
            case Step.Outside(var what) -> tamper(what);
            case Step.Failing(var fault, var calls) -> {
                for (int i = 0; i < calls; i++) {
                    faults.add(fault);
                }
            }
            case Step.Broken broken -> throw new IllegalArgumentException("what fails here, fails for once");
            case Step.Mended mended -> throw new IllegalArgumentException("what fails here, fails for once");
            case Step.Sweep sweep -> world.sweep();
            case Step.Restart restart -> world.restart();
            case Step.Reconcile(var afresh) -> reconcile(afresh);
            case Step.Wait(var minutes) -> world.clock.pass(Duration.ofMinutes(minutes));
        }
    }

    /** A pass touches what the spec manages and nothing else, however it ends. */
    private void reconcile(boolean afresh) {
        Optional<Held> before = world.ecr.held(RepositoryWorld.NAME);
        if (afresh) {
            world.reconcileAfresh();
        } else {
            world.reconcile();
        }
        Optional<Held> after = world.ecr.held(RepositoryWorld.NAME);
        before.ifPresent(was -> shouldHaveLeftAlone(was, after.orElseThrow()));
        if (world.desired().tags().isEmpty() || onAnotherIncarnation()) {
            after.ifPresent(held -> leftBehind.addAll(held.tags().keySet()));
        } else {
            managed().forEach(leftBehind::remove);
        }
    }

    private void shouldHaveLeftAlone(Held before, Held after) {
        DesiredRepository desired = world.desired();
        if (desired.tagMutability().isEmpty()) {
            assertThat(after.repository().tagMutability())
                    .isEqualTo(before.repository().tagMutability());
        }
        if (desired.scanOnPush().isEmpty()) {
            assertThat(after.repository().scanOnPush())
                    .isEqualTo(before.repository().scanOnPush());
        }
        if (desired.lifecyclePolicy().isEmpty()) {
            assertThat(after.lifecyclePolicy()).isEqualTo(before.lifecyclePolicy());
        }
        if (desired.repositoryPolicy().isEmpty()) {
            assertThat(after.repositoryPolicy()).isEqualTo(before.repositoryPolicy());
        }
        assertThat(after.tags()).containsAllEntriesOf(foreign);
    }

    private void shouldEqualTheSpec(Held held) {
        DesiredRepository desired = world.desired();
        desired.tagMutability().ifPresent(wanted -> assertThat(held.repository().tagMutability())
                .isEqualTo(wanted));
        desired.scanOnPush()
                .ifPresent(wanted -> assertThat(held.repository().scanOnPush()).isEqualTo(wanted));
        desired.lifecyclePolicy()
                .ifPresent(wanted -> assertThat(held.lifecyclePolicy().map(LifecyclePolicyDocument::parse))
                        .isEqualTo(wanted.isEmpty() ? Optional.empty() : Optional.of(wanted)));
        desired.repositoryPolicy()
                .ifPresent(wanted -> assertThat(held.repositoryPolicy().map(RepositoryPolicyDocument::parse))
                        .isEqualTo(wanted.isEmpty() ? Optional.empty() : Optional.of(wanted)));
        assertThat(held.tags())
                .containsEntry(Ownership.TAG_KEY, desired.owner())
                .containsAllEntriesOf(foreign)
                .containsAllEntriesOf(desired.tags().orElse(Map.of()));
        Set<String> rest = new TreeSet<>(held.tags().keySet());
        rest.retainAll(KEYS_OF_USERS);
        desired.tags().ifPresent(wanted -> {
            rest.removeAll(wanted.keySet());
            assertThat(leftBehind).containsAll(rest);
        });
        assertThat(held.tags().keySet().stream().filter(KEYS_OF_OTHERS::contains))
                .containsExactlyInAnyOrderElementsOf(foreign.keySet());
    }

    private void shouldHaveDeletedNothing() {
        assertThat(world.ecr.drainOperations())
                .noneMatch(operation ->
                        operation.startsWith("DeleteRepository") && !operation.equals("DeleteRepositoryPolicy"));
    }

    private void tamper(Tampering what) {
        boolean exists = world.ecr.held(RepositoryWorld.NAME).isPresent();
        switch (what) {
            case SETTINGS ->
                world.ecr.change(
                        RepositoryWorld.NAME,
                        held -> held.withRepository(held.repository()
                                .withScanOnPush(!held.repository().scanOnPush())
                                .withTagMutability(TagMutability.of("MUTABLE_WITH_EXCLUSION", "dev-*"))));
            case TAGS_OF_THE_SPEC -> {
                // what others set before us is theirs until a pass has taken it over
                world.desired().tags().orElse(Map.of()).keySet().stream()
                        .filter(key -> !managed().contains(key))
                        .forEach(leftBehind::add);
                tag(held -> world.desired().tags().orElse(Map.of()).keySet().stream()
                        .collect(Collectors.toMap(key -> key, key -> "tampered")));
            }
            case FOREIGN_TAG -> {
                if (exists) {
                    foreign.put("cost", "42");
                    foreign.put("scanner", "on");
                    tag(held -> foreign);
                }
            }
            case FOREIGN_UNTAG -> {
                foreign.remove("cost");
                untag("cost");
            }
            case OWNERSHIP_TAG -> {
                // While the answer to its creation is missing, only this tag tells that the others are ours.
                if (RecordedRepository.from(world.object().getStatus()).tags().isUnanswered()) {
                    world.ecr
                            .held(RepositoryWorld.NAME)
                            .ifPresent(held -> leftBehind.addAll(held.tags().keySet()));
                }
                untag(Ownership.TAG_KEY);
            }
            case POLICIES ->
                world.ecr.change(RepositoryWorld.NAME, held -> held.withRepositoryPolicy(Optional.of(POLICY_OF_OTHERS))
                        .withLifecyclePolicy(Optional.of("{\"rules\":[]}")));
            case NO_POLICIES ->
                world.ecr.change(RepositoryWorld.NAME, held -> held.withRepositoryPolicy(Optional.empty())
                        .withLifecyclePolicy(Optional.empty()));
            case DELETE, DELETE_AND_CREATE -> {
                world.ecr.remove(RepositoryWorld.NAME);
                foreign.clear();
                leftBehind.clear();
                if (what == Tampering.DELETE_AND_CREATE) {
                    foreign.put("cost", "7");
                    world.ecr.put(RepositoryWorld.NAME, foreign);
                }
            }
        }
    }

    /** The keys that a pass has set on the repository that is there now, not on one of the same name before it. */
    private List<String> managed() {
        EcrRepositoryStatus status = world.object().getStatus();
        return status == null || status.managedTagKeys() == null || onAnotherIncarnation()
                ? List.of()
                : status.managedTagKeys();
    }

    /** Whether no pass has noticed yet that the repository was replaced: what it sets there it takes for set on the old one. */
    private boolean onAnotherIncarnation() {
        Optional<Held> held = world.ecr.held(RepositoryWorld.NAME);
        EcrRepositoryStatus status = world.object().getStatus();
        if (status == null || held.isEmpty()) {
            return false;
        }
        return status.createdAt() == null
                ? !held.get().tags().containsKey(Ownership.TAG_KEY)
                : !status.createdAt().equals(held.get().repository().createdAt().toString());
    }

    private void tag(Function<Held, Map<String, String>> added) {
        world.ecr.change(RepositoryWorld.NAME, held -> {
            Map<String, String> tags = new HashMap<>(held.tags());
            tags.putAll(added.apply(held));
            return held.withTags(tags);
        });
    }

    private void untag(String key) {
        world.ecr.change(RepositoryWorld.NAME, held -> {
            Map<String, String> tags = new HashMap<>(held.tags());
            tags.remove(key);
            return held.withTags(tags);
        });
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return RepositorySteps.any();
    }

    @Provide
    Arbitrary<Tuple2<List<Step>, List<Step>>> independentEdits() {
        return RepositorySteps.independentInTwoOrders();
    }
}
