package io.ecroperator.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Periods PERIODS = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration CALLS_END = Duration.ofMinutes(2);
    private static final ConnectionSpec PROD = spec("111111111111");
    private static final ConnectionSpec DEV = spec("222222222222");

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler schedule = new VirtualScheduler(clock);
    private final Map<ConnectionSpec, InMemoryEcr> opened = new HashMap<>();
    private final InMemoryDoors doors =
            new InMemoryDoors("333333333333", spec -> opened.computeIfAbsent(spec, any -> new InMemoryEcr(clock)));
    private final Connections connections = new Connections(
            doors, new Background(clock, new Random(1), schedule, Runnable::run, Heartbeats.unwatched()));

    @Test
    void shouldShareAConnectionUntilItsLastLeaseIsGivenBack() {
        // Given
        Lease one = connections.lease(PROD, PERIODS);
        Lease two = connections.lease(PROD, PERIODS);
        one.connection().start();
        schedule.pass(Duration.ofSeconds(1));

        // When
        one.close();
        one.close();

        // Then
        assertThat(two.connection()).isSameAs(one.connection());
        assertThat(doors.closed()).isEmpty();

        // When
        two.close();
        opened.get(PROD).drainCalls();
        schedule.pass(Duration.ofHours(1));

        // Then
        assertThat(doors.closed()).containsExactly(PROD);
        assertThat(opened.get(PROD).drainCalls()).isEmpty();
        assertThat(schedule.waiting()).isZero();
    }

    @Test
    void shouldKeepTheDoorsOpenThatAConnectionOfOtherPeriodsUses() {
        // Given
        Lease hourly = connections.lease(PROD, new Periods(Duration.ofHours(1), Duration.ofHours(1)));
        Lease usual = connections.lease(PROD, PERIODS);

        // When
        hourly.close();
        schedule.pass(CALLS_END);

        // Then
        assertThat(doors.closed()).isEmpty();

        // When
        usual.close();
        schedule.pass(CALLS_END);

        // Then
        assertThat(doors.closed()).containsExactly(PROD);
    }

    @Test
    void shouldLetCallsUnderWayEndBeforeItClosesTheDoors() {
        // Given
        connections.lease(PROD, PERIODS).close();
        schedule.pass(CALLS_END.dividedBy(2));

        // When
        connections.lease(PROD, PERIODS);
        schedule.pass(CALLS_END);

        // Then
        assertThat(doors.closed()).isEmpty();
    }

    @Test
    void shouldTellWhichConnectionHasChanged() {
        // Given
        List<String> changes = new ArrayList<>();
        EcrConnection before = connections.lease(PROD, PERIODS).connection();
        connections.onRepositoryChange((connection, name) -> changes.add(account(connection) + "/" + name));
        connections.onStateChange(connection -> changes.add(account(connection)));
        EcrConnection after = connections.lease(DEV, PERIODS).connection();
        opened.get(PROD).put("api", Map.of());
        opened.get(DEV).put("api", Map.of());
        before.view().track("object", "api", Set.of());

        // When
        before.sweep();
        after.sweep();

        // Then
        assertThat(changes).containsExactly("111111111111", "111111111111/api", "222222222222");
    }

    @Test
    void shouldAskForTheAccountOnlyWhereTheSpecDoesNotNameIt() {
        // Then
        assertThat(connections.lease(PROD, PERIODS).connection().id())
                .contains(new RegistryId("111111111111", "eu-central-1"));
        assertThat(connections
                        .lease(ConnectionSpec.ambient().withRegion("eu-west-1"), PERIODS)
                        .connection()
                        .id())
                .contains(new RegistryId("333333333333", "eu-west-1"));
    }

    @Test
    void shouldLetAnAccountThatDoesNotAnswerDelayNoOther() throws Exception {
        // Given
        CountDownLatch answer = new CountDownLatch(1);
        try (Connections real = new Connections(
                doors, Background.withThreads(Clock.systemUTC(), new Random(1), Heartbeats.unwatched()))) {
            List<EcrConnection> hanging = new ArrayList<>();
            for (int account = 0; account < 20; account++) {
                EcrConnection each =
                        real.lease(spec("44444444444" + account), PERIODS).connection();
                opened.get(each.spec()).fail(call -> {
                    awaitQuietly(answer);
                    return Optional.empty();
                });
                hanging.add(each);
            }
            hanging.forEach(EcrConnection::start);
            EcrConnection healthy = real.lease(PROD, PERIODS).connection();

            // When
            healthy.start();

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> healthy.view().state() instanceof ViewState.Current);
            assertThat(hanging).allMatch(each -> each.view().state() instanceof ViewState.Warming);
        } finally {
            answer.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch answer) {
        try {
            answer.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String account(EcrConnection connection) {
        return connection.spec().accountId().orElseThrow();
    }

    private static ConnectionSpec spec(String account) {
        return ConnectionSpec.ambient().withAccountId(account).withRegion("eu-central-1");
    }
}
