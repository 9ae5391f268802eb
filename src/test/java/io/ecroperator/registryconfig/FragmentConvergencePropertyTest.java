package io.ecroperator.registryconfig;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.reference.EcrRegistries;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever users write and others change, and however calls fail, answers are lost and the process dies: in the end ECR has what
 * all fragments say and what others have put there, and another look writes nothing.
 */
class FragmentConvergencePropertyTest {

    private static final int STEPS = 25;
    private static final int NAMES = 5;
    private static Emulator emulator;

    @BeforeContainer
    static void start() {
        emulator = Emulator.start();
        emulator.inventedMembers().declare(List.of(ForeignSettings.INVENTED));
    }

    @AfterContainer
    static void stop() {
        emulator.close();
    }

    /** One history. */
    private static final class History {

        private final Random random;
        private final FragmentsWorld world;
        private final ForeignSettings others;
        private final String account;

        /** What live objects want, by name. */
        private final Map<String, Set<String>> wanted = new TreeMap<>();

        private final boolean exclusive;

        History(long seed, boolean exclusive) {
            this.exclusive = exclusive;
            random = new Random(seed);
            account = "%012d".formatted(random.nextLong(1, 1_000_000_000_000L));
            var registry = emulator.registry(account, "eu-central-1");
            world = new FragmentsWorld(registry, account, registries());
            others = new ForeignSettings(registry, account, random);
        }

        private EcrRegistries registries() {
            EcrRegistry registry = Serialization.unmarshal(
                    "metadata: {name: default}\nspec: {accountId: '" + account
                            + "', region: eu-central-1, registryConfiguration: {mode: Exclusive}}",
                    EcrRegistry.class);
            return exclusive
                    ? EcrRegistries.of(new FixedObjects<>(List.of(registry)), new FixedObjects<>(List.of()))
                    : EcrRegistries.notServed();
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> write();
                case 3 -> delete();
                case 4 -> others.act();
                case 5 -> world.pass(Duration.ofMinutes(random.nextInt(40)));
                default -> {
                    world.onTheWay(this::trouble, this::die);
                    reconcileAll();
                    world.onTheWay(() -> {}, () -> {});
                }
            }
        }

        private void die() {
            if (random.nextInt(25) == 0) {
                throw new FragmentsWorld.Death();
            }
        }

        private void trouble() {
            die();
            int luck = random.nextInt(100);
            if (luck < 12) {
                throw new AwsException(
                        new AwsFailure(
                                luck < 8 ? Kind.TRANSIENT : luck < 10 ? Kind.THROTTLED : Kind.DENIED,
                                "Call",
                                "Code",
                                "Nobody heard the answer.",
                                "request"),
                        null);
            }
        }

        private void write() {
            int number = random.nextInt(NAMES);
            String namespace = "team-" + number % 2;
            boolean going = world.objects().stream()
                    .anyMatch(each -> each.isMarkedForDeletion()
                            && each.getMetadata().getName().equals("fragment-" + number));
            if (going) {
                return;
            }
            List<Integer> rules = some();
            List<Integer> statements = some();
            List<Integer> principals = some();
            Set<String> wants = new TreeSet<>();
            rules.forEach(rule -> wants.add("p" + rule + "/ to " + destination(rule)));
            statements.forEach(statement -> wants.add("ours" + statement));
            principals.forEach(principal -> wants.add(principal(principal)));
            wanted.put(namespace + "/fragment-" + number, wants);
            world.apply(
                    namespace,
                    "fragment-" + number,
                    "replication: {rules: [" + join(rules, this::rule) + "]}\npolicy: {statements: ["
                            + join(statements, FragmentConvergencePropertyTest::statement)
                            + "]}\npullTimeUpdateExclusions: [" + join(principals, each -> "'" + principal(each) + "'")
                            + "]");
        }

        private static String join(List<Integer> numbers, IntFunction<String> text) {
            return numbers.stream().map(text::apply).collect(joining(", "));
        }

        private List<Integer> some() {
            return IntStream.range(0, 6)
                    .filter(each -> random.nextInt(3) == 0)
                    .boxed()
                    .toList();
        }

        private static String destination(int rule) {
            return rule % 2 == 0 ? "eu-west-1" : "us-west-2";
        }

        private String rule(int number) {
            return "{destinations: [{region: " + destination(number) + ", registryId: '" + account
                    + "'}], repositoryFilters: [{filterType: PREFIX_MATCH, filter: p" + number + "/}]}";
        }

        private String principal(int number) {
            return "arn:aws:iam::" + account + ":role/ours" + number;
        }

        private void delete() {
            List<EcrRegistryConfiguration> objects = new ArrayList<>(world.objects());
            if (!objects.isEmpty()) {
                EcrRegistryConfiguration object = objects.get(random.nextInt(objects.size()));
                wanted.remove(ConfigurationEventSources.name(object));
                world.delete(object);
            }
        }

        private void reconcileAll() {
            List<EcrRegistryConfiguration> objects = new ArrayList<>(world.objects());
            Collections.shuffle(objects, random);
            objects.forEach(object -> {
                world.reconcile(object);
                if (!exclusive) {
                    assertThat(others.lost()).as("what others had put there").isEmpty();
                }
            });
        }

        /** Nothing happens any more but time, with all that is tried again by itself. */
        private void calmDown() {
            for (int round = 0; round < 5; round++) {
                world.pass(Duration.ofMinutes(61));
                reconcileAll();
            }
        }

        private Set<String> wantedByAll() {
            Set<String> all = new TreeSet<>();
            wanted.values().forEach(all::addAll);
            return all;
        }

        void shouldHaveConverged() {
            calmDown();
            assertThat(others.rest()).isEqualTo(wantedByAll());
            if (exclusive && !world.objects().isEmpty()) {
                assertThat(others.there()).as("entries of others").isZero();
            }
            assertThat(world.objects())
                    .allSatisfy(object -> assertThat(SettledWorld.ready(object)).startsWith("True InSync"));
            world.writes();
            int statuses = world.statusWrites();
            world.restart();
            world.pass(Duration.ofHours(2));
            reconcileAll();
            assertThat(world.writes()).as("another look writes").isEmpty();
            assertThat(world.statusWrites()).as("statuses written").isEqualTo(statuses);
        }

        void shouldTakeAllOfItOut() {
            world.objects().forEach(world::delete);
            wanted.clear();
            calmDown();
            assertThat(world.objects()).isEmpty();
            assertThat(others.rest()).isEmpty();
            if (!exclusive) {
                assertThat(others.lost()).isEmpty();
            }
        }
    }

    private static String statement(int number) {
        return "{sid: ours" + number + ", effect: Allow, principal: {AWS: ['111122223333']}, action: ['ecr:"
                + Stream.of("ReplicateImage", "CreateRepository")
                        .skip(number % 2)
                        .findFirst()
                        .orElseThrow()
                + "']}";
    }

    @Property(tries = 150)
    void shouldConvergeWhateverHappened(@ForAll long seed) {
        happens(new History(seed, false));
    }

    /** All objects speak of all sections here. */
    @Property(tries = 50)
    void shouldHaveNothingOfOthersInTheEndWhereTheRegistryIsExclusive(@ForAll long seed) {
        happens(new History(seed, true));
    }

    private static void happens(History history) {
        // When
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }

        // Then
        history.shouldHaveConverged();
        history.shouldTakeAllOfItOut();
    }
}
