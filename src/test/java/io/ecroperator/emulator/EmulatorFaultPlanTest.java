package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class EmulatorFaultPlanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, ThrottlingException, false",
        "SERVER_ERROR, ServerException, false",
        "RESET, ConnectionReset, false",
        "ANSWER_LOST, LostAnswer, true",
        "ANSWER_MALFORMED, MalformedAnswer, true"
    })
    void shouldDoWhatThePlanSaysToTheCallsThatItNames(FaultPlan.Fate fate, String outcome, boolean applied) {
        // Given
        emulator.faults()
                .follow((operation, repository) ->
                        operation.equals("CreateRepository") && repository.equals("bad") ? fate : FaultPlan.Fate.NONE);

        // When
        create("good");
        assertThatThrownBy(() -> create("bad")).isInstanceOf(SdkException.class);

        // Then
        assertThat(emulator.calls().entries()).extracting(LoggedCall::outcome).containsExactly(LoggedCall.OK, outcome);
        assertThat(emulator.registry().repository("bad").isPresent()).isEqualTo(applied);
    }

    @ParameterizedTest
    @CsvSource({"STALLED, false", "ANSWER_STALLED, true"})
    void shouldStallCallsUntilReleased(FaultPlan.Fate fate, boolean applied) {
        // Given
        emulator.faults().follow((operation, repository) -> fate);

        // When
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> create("api"));
        await().until(() -> emulator.callsInFlight() == 1
                && emulator.registry().repository("api").isPresent() == applied);
        assertThat(call).isNotDone();
        emulator.faults().releaseStalled();

        // Then
        assertThat(call).failsWithin(PATIENCE);
        assertThat(emulator.registry().repository("api").isPresent()).isEqualTo(applied);
    }

    @Test
    void shouldNotSayThatALostAnswerWasAppliedWhenItWasARefusal() {
        // Given
        create("api");
        emulator.faults().on("CreateRepository").loseAnswer();

        // When
        assertThatThrownBy(() -> create("api")).isInstanceOf(SdkClientException.class);

        // Then
        assertThat(emulator.calls().entries())
                .last()
                .extracting(LoggedCall::outcome)
                .isEqualTo(LoggedCall.CONNECTION_RESET);
    }

    private void create(String name) {
        clients.ecr().createRepository(request -> request.repositoryName(name));
    }
}
