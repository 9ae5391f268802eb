package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ServerException;

class EmulatorFaultsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(now::get));
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldThrottleTheNextCallsOnly() {
        // Given
        Fault fault = emulator.faults().on("CreateRepository").times(2).throttle();

        // When / Then
        IntStream.range(0, 2).forEach(i -> assertThatThrownBy(() -> create("api"))
                .isInstanceOfSatisfying(EcrException.class, error -> {
                    assertThat(error.isThrottlingException()).isTrue();
                    assertThat(error.statusCode()).isEqualTo(400);
                    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                }));
        create("api");
        assertThat(fault.hits()).isEqualTo(2);
        assertThat(emulator.calls().entries())
                .extracting(LoggedCall::outcome)
                .containsExactly("ThrottlingException", "ThrottlingException", LoggedCall.OK);
    }

    @Test
    void shouldStrikeOnlyTheRepositoryAndAccountMeant() {
        // Given
        emulator.faults().on(Faults.ANY).repository("bad").serverError();
        emulator.faults().on("CreateRepository").account("111122223333").unavailable();

        // When / Then
        create("good");
        assertThatThrownBy(() -> create("bad"))
                .isInstanceOfSatisfying(ServerException.class, error -> assertThat(error.statusCode())
                        .isEqualTo(500));
        try (Clients other = Clients.of(emulator, "111122223333", "us-east-1")) {
            assertThatThrownBy(() -> other.ecr().createRepository(r -> r.repositoryName("good")))
                    .isInstanceOfSatisfying(EcrException.class, error -> assertThat(error.statusCode())
                            .isEqualTo(503));
        }
        assertThat(emulator.registry().repositoryNames()).containsExactly("good");
    }

    @Test
    void shouldDenyInTheWordsOfAws() {
        // Given
        emulator.faults().on("CreateRepository").deny();

        // When / Then
        assertThatThrownBy(() -> create("team/api")).isInstanceOfSatisfying(EcrException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage())
                    .isEqualTo(
                            "User: arn:aws:sts::123456789012:assumed-role/ecr-operator/session is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:us-east-1:123456789012:repository/team/api because no identity-based policy allows the ecr:CreateRepository action");
        });
        emulator.faults().clear();
        create("team/api");
    }

    @Test
    void shouldLookForAllRepositoriesInThePolicyWhereAllAreListed() {
        // Given
        create("team-a/api");
        create("team-b/api");
        emulator.faults().on(Faults.ANY).denyOutside("team-a/*");

        // When / Then
        assertDenied("*", () -> clients.ecr().describeRepositories());
        assertDenied("team-b/api", () -> clients.ecr()
                .describeRepositories(r -> r.repositoryNames("team-a/api", "team-b/api")));
        assertDenied("team-b/new", () -> create("team-b/new"));
        assertDenied("team-b/api", () -> clients.ecr()
                .listTagsForResource(r -> r.resourceArn("arn:aws:ecr:us-east-1:123456789012:repository/team-b/api")));
        create("team-a/new");
        assertThat(clients.ecr()
                        .describeRepositories(r -> r.repositoryNames("team-a/api", "team-a/new"))
                        .repositories())
                .hasSize(2);
        assertThat(clients.ecr().getAuthorizationToken().authorizationData())
                .as("knows no resource but *")
                .isNotEmpty();
    }

    @Test
    void shouldStrikeACallThatNamesTheRepositoryAmongOthersAndNoListing() {
        // Given
        create("good");
        create("bad");
        emulator.faults().on(Faults.ANY).repository("bad").deny();

        // When / Then
        assertThat(clients.ecr().describeRepositories().repositories()).hasSize(2);
        assertThatThrownBy(() -> clients.ecr().describeRepositories(r -> r.repositoryNames("good", "bad")))
                .isInstanceOf(EcrException.class);
    }

    private static void assertDenied(String repository, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(EcrException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage())
                    .contains(" on resource: arn:aws:ecr:us-east-1:123456789012:repository/" + repository
                            + " because no identity-based policy allows the ecr:");
        });
    }

    @Test
    void shouldApplyTheCallWhenTheAnswerIsLost() {
        // Given
        emulator.faults().on("CreateRepository").times(1).loseAnswer();

        // When / Then
        assertThatThrownBy(() -> create("api")).isInstanceOf(SdkClientException.class);
        assertThat(emulator.registry().repositoryNames()).containsExactly("api");
        assertThat(emulator.calls().writes()).extracting(LoggedCall::outcome).containsExactly(LoggedCall.LOST_ANSWER);
    }

    @Test
    void shouldNotApplyTheCallWhenTheConnectionIsReset() {
        // Given
        create("first");
        emulator.faults().on("CreateRepository").times(1).reset();

        // When / Then
        assertThatThrownBy(() -> create("api")).isInstanceOf(SdkClientException.class);
        assertThat(emulator.registry().repositoryNames()).containsExactly("first");
        assertThat(emulator.calls().count("CreateRepository")).isEqualTo(2);
    }

    @Test
    void shouldBeUnreadableWhenTheAnswerIsMalformed() {
        // Given
        emulator.faults().on("CreateRepository").times(1).malformed();

        // When / Then
        assertThatThrownBy(() -> create("api")).isInstanceOf(SdkClientException.class);
        assertThat(emulator.registry().repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldTakeAtLeastTheLatencyAndTheDelay() {
        // Given
        Duration each = Duration.ofMillis(30);
        try (Emulator slow = Emulator.start(EmulatorOptions.DEFAULT.latency(each));
                Clients client = Clients.of(slow)) {
            slow.faults().on("CreateRepository").delay(each);
            long begin = System.nanoTime();

            // When
            client.ecr().createRepository(r -> r.repositoryName("api"));

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(each.multipliedBy(2));
        }
    }

    @Test
    void shouldHoldOneCallWithoutHoldingOthers() throws Exception {
        // Given
        Fault hold = emulator.faults().on("CreateRepository").repository("slow").hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> create("slow"), threads);
            await().until(() -> hold.hits() == 1);

            // When
            create("fast");

            // Then
            assertThat(emulator.registry().repositoryNames()).containsExactly("fast");
            hold.release();
            slow.get();
            assertThat(emulator.registry().repositoryNames()).containsExactly("fast", "slow");
        }
    }

    @Test
    void shouldStrikeTheSameCallsWhenTheSeedIsTheSame() {
        // When
        String first = outcomesWithSeed(42);
        String again = outcomesWithSeed(42);
        String other = outcomesWithSeed(43);

        // Then
        assertThat(first).isEqualTo(again).isNotEqualTo(other).contains("OK", "LimitExceededException");
    }

    private static String outcomesWithSeed(long seed) {
        try (Emulator seeded = Emulator.start(EmulatorOptions.DEFAULT.seed(seed));
                Clients client = Clients.of(seeded)) {
            seeded.faults().on("GetAuthorizationToken").probability(0.5).error("LimitExceededException", "enough");
            IntStream.range(0, 30).forEach(i -> {
                try {
                    client.ecr().getAuthorizationToken();
                } catch (EcrException e) {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
                }
            });
            return seeded.calls().entries().stream()
                    .map(LoggedCall::outcome)
                    .toList()
                    .toString();
        }
    }

    @Test
    void shouldThrottleWhenTheBucketIsEmptyAndServeWhenItFills() {
        // Given
        emulator.rateLimits().limit("CreateRepository", 1, 2);
        create("one");
        create("two");

        // When / Then
        assertThatThrownBy(() -> create("three")).hasMessageContaining("Rate exceeded");
        now.updateAndGet(instant -> instant.plusSeconds(1));
        create("three");
        assertThat(emulator.registry().repositoryNames()).containsExactly("one", "three", "two");
    }

    @Test
    void shouldHideANewRepositoryFromListsUntilTheLagIsOver() {
        // Given
        Lag lag = new Lag(Duration.ofSeconds(5), 0);
        try (Emulator lagging =
                        Emulator.start(EmulatorOptions.DEFAULT.clock(now::get).lag(lag));
                Clients client = Clients.of(lagging)) {
            client.ecr().createRepository(r -> r.repositoryName("api"));

            // When / Then
            assertThat(client.ecr().describeRepositories().repositories()).isEmpty();
            assertThatThrownBy(() -> client.ecr().describeRepositories(r -> r.repositoryNames("api")))
                    .isInstanceOf(RepositoryNotFoundException.class);
            now.updateAndGet(instant -> instant.plusSeconds(5));
            assertThat(client.ecr().describeRepositories().repositories()).hasSize(1);
            client.ecr().deleteRepository(r -> r.repositoryName("api"));
            assertThat(client.ecr().describeRepositories().repositories()).hasSize(1);
            now.updateAndGet(instant -> instant.plusSeconds(5));
            assertThat(client.ecr().describeRepositories().repositories()).isEmpty();
        }
    }

    @Test
    void shouldHideANewRepositoryForANumberOfReads() {
        // Given
        try (Emulator lagging = Emulator.start(EmulatorOptions.DEFAULT.lag(new Lag(Duration.ZERO, 2)));
                Clients client = Clients.of(lagging)) {
            client.ecr().createRepository(r -> r.repositoryName("api"));

            // When / Then
            assertThat(client.ecr().describeRepositories().repositories()).isEmpty();
            assertThat(client.ecr().describeRepositories().repositories()).isEmpty();
            assertThat(client.ecr().describeRepositories().repositories()).hasSize(1);
        }
    }

    private void create(String name) {
        clients.ecr().createRepository(r -> r.repositoryName(name));
    }
}
