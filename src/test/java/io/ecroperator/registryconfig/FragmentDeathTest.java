package io.ecroperator.registryconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionType;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that dies, or hears no answer, once at every call and every status: all is there in the end, and each thing once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FragmentDeathTest {

    private static final String REGION = "eu-central-1";

    private Emulator emulator;
    private int accounts;

    @BeforeAll
    void start() {
        emulator = Emulator.start();
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    /** Strikes at the next crossing but so many, and once; a call and its answer are a crossing each. */
    private static final class Scythe implements Runnable {

        private final Supplier<? extends Throwable> strike;
        private int left;
        private boolean swung;

        Scythe(int left, Supplier<? extends Throwable> strike) {
            this.left = left;
            this.strike = strike;
        }

        @Override
        public void run() {
            if (swung || left-- > 0) {
                return;
            }
            swung = true;
            switch (strike.get()) {
                case Error death -> throw death;
                case RuntimeException failure -> throw failure;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    private static String everything(String account) {
        return """
                replication:
                  rules:
                    - destinations: [{region: eu-west-1, registryId: '%1$s'}]
                      repositoryFilters: [{filterType: PREFIX_MATCH, filter: team-a/}]
                  backfill: {destinations: [{region: eu-west-1, registryId: '%1$s'}]}
                policy:
                  statements: [{sid: ours, effect: Allow, principal: {AWS: ['111122223333']}, action: ['ecr:ReplicateImage']}]
                scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: [{filterType: WILDCARD, filter: "a*"}]}]}
                signing: {rules: [{signingProfileArn: "arn:aws:signer:eu-central-1:%1$s:/signing-profiles/release"}]}
                accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]
                pullTimeUpdateExclusions: ['arn:aws:iam::%1$s:role/a', 'arn:aws:iam::%1$s:role/b']
                """.formatted(account);
    }

    static Stream<Arguments> strikes() {
        Supplier<Throwable> death = FragmentsWorld.Death::new;
        Supplier<Throwable> lost = () -> new AwsException(
                new AwsFailure(Kind.TRANSIENT, "Call", "Timeout", "Nobody heard the answer.", "request"), null);
        return Stream.of(
                Arguments.of("a call, or its answer, dies with the process", death, true, false),
                Arguments.of("a status dies with the process", death, false, true),
                Arguments.of("a call, or its answer, is lost", lost, true, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strikes")
    void shouldHaveEachThingOnceWhereverItStrikes(
            String what, Supplier<Throwable> strike, boolean calls, boolean statuses) {
        int crossing = 0;
        boolean struck = true;
        while (struck) {
            struck = struckAt(crossing, strike, calls, statuses);
            crossing++;
        }
        assertThat(crossing).as("crossings").isGreaterThan(statuses ? 10 : 40);
    }

    private boolean struckAt(int crossing, Supplier<Throwable> strike, boolean calls, boolean statuses) {
        // Given
        accounts++;
        String account = "%012d".formatted(accounts);
        Registry registry = emulator.registry(account, REGION);
        registry.createRepository("team-a/api");
        registry.putImage("team-a/api", "v1");
        FragmentsWorld world = new FragmentsWorld(registry, account);
        Scythe scythe = new Scythe(crossing, strike);
        world.onTheWay(calls ? scythe : () -> {}, statuses ? scythe : () -> {});

        // When
        world.apply("team-a", "all", everything(account));
        settle(world);

        // Then
        EcrRegistryConfiguration object = world.objects().iterator().next();
        assertThat(SettledWorld.ready(object)).startsWith("True InSync");
        assertThat(SettledWorld.condition(object, ConditionType.DESTINATION_READY))
                .contains("ReplicasUnknown");
        JsonNode backfills = registry.call("ListReplicationBackfills", "{}").path("backfills");
        assertThat(backfills).as("backfills, struck at %d", crossing).hasSize(1);
        assertThat(object.getStatus().backfills().getFirst().replicationBackfillId())
                .isEqualTo(backfills.get(0).path("replicationBackfillId").asText());
        assertThat(registry.call("DescribeRegistry", "{}").at("/replicationConfiguration/rules"))
                .hasSize(1);
        assertThat(registry.call("ListPullTimeUpdateExclusions", "{}").path("pullTimeUpdateExclusions"))
                .hasSize(2);

        // When
        world.delete(object);
        settle(world);

        // Then
        assertThat(world.objects()).isEmpty();
        assertThat(registry.call("DescribeRegistry", "{}").at("/replicationConfiguration/rules"))
                .isEmpty();
        assertThat(registry.call("ListPullTimeUpdateExclusions", "{}").path("pullTimeUpdateExclusions"))
                .isEmpty();
        return scythe.swung;
    }

    private static void settle(FragmentsWorld world) {
        for (int look = 0; look < 5; look++) {
            world.objects().forEach(world::reconcile);
            world.pass(Duration.ofMinutes(1));
        }
    }
}
