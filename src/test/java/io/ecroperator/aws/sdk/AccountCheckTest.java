package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.VirtualTicker;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.FailureReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountCheckTest {

    private static final String OURS = "111122223333";
    private static final String THEIRS = "444455556666";

    private final Emulator emulator = Emulator.start();
    private final VirtualTicker ticker = new VirtualTicker();
    private final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("key", OURS));
    private final AwsConnections connections = new AwsConnections(
            AwsClientSettings.defaults("1.2.3"),
            name -> Optional.of(new AccessKey(secrets.get(name), "not-a-secret", Optional.empty())),
            new SimpleMeterRegistry(),
            ticker);

    /** Every way to what belongs to an account. */
    enum Door {
        READ(aws -> aws.repositoryDoors().repositories().describeRepositories(null)),
        WRITE(aws -> aws.repositoryDoors()
                .repositories()
                .createRepository(new NewRepository("api", Map.of(), null, null, null))),
        DELETE(aws -> aws.repositoryDoors().repositories().deleteRepository("api", true)),
        TAGS(aws -> aws.tagging().getResources(null)),
        TOKEN(aws -> aws.authorization().getAuthorizationToken()),
        PUBLIC_TOKEN(aws -> aws.publicAuthorization().getAuthorizationToken());

        @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
        private final transient Consumer<AwsConnection> call;

        Door(Consumer<AwsConnection> call) {
            this.call = call;
        }
    }

    @AfterEach
    void close() {
        connections.close();
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void shouldAskNothingOfAnotherAccount(Door door) {
        // When
        AwsFailure failure = failureOf(door, of(THEIRS));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_ACCOUNT);
        assertThat(FailureReport.of(failure).message())
                .startsWith("The credentials belong to account " + OURS + " (arn:aws:sts::" + OURS + ":assumed-role/"
                        + "ecr-operator/session), and this connection is for account " + THEIRS
                        + ". Nothing was read or written in either. ");
        assertThat(emulator.calls().entries()).extracting(LoggedCall::operation).containsExactly("GetCallerIdentity");
    }

    @Test
    void shouldConfirmTheAccountOnceBeforeTheFirstCall() {
        // Given
        AwsConnection connection = connections.connection(of(OURS));

        // When
        IntStream.range(0, 10)
                .parallel()
                .forEach(i -> connection.repositoryDoors().repositories().describeRepositories(null));

        // Then
        assertThat(emulator.calls().count("GetCallerIdentity")).isEqualTo(1);
        assertThat(emulator.calls().entries().getFirst().operation()).isEqualTo("GetCallerIdentity");
        assertThat(emulator.calls().count("DescribeRepositories")).isEqualTo(10);
    }

    @Test
    void shouldNotAskForEveryCallWhileTheAccountIsWrong() {
        // When
        IntStream.range(0, 10).forEach(i -> failureOf(Door.READ, of(THEIRS)));

        // Then
        assertThat(emulator.calls().count("GetCallerIdentity")).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenTheCredentialsAreMended() {
        // Given
        failureOf(Door.WRITE, of(THEIRS));

        // When
        secrets.put("key", THEIRS);
        ticker.advance(Duration.ofMinutes(1));
        Door.WRITE.call.accept(connections.connection(of(THEIRS)));

        // Then
        assertThat(emulator.registry(THEIRS, "us-east-1").repositoryNames()).containsExactly("api");
        assertThat(emulator.registry(OURS, "us-east-1").repositoryNames()).isEmpty();
    }

    @Test
    void shouldConfirmTheAccountAgainWhenTheAccessKeyIsAnother() {
        // Given
        Door.READ.call.accept(connections.connection(of(OURS)));
        secrets.put("key", THEIRS);
        ticker.advance(Duration.ofMinutes(1));

        // When
        AwsFailure failure = failureOf(Door.WRITE, of(OURS));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.WRONG_ACCOUNT);
        assertThat(emulator.calls().writes()).isEmpty();
    }

    @Test
    void shouldCallNothingWhenNobodySaysWhoseCredentialsTheyAre() {
        // Given
        emulator.faults().on("GetCallerIdentity").error("InternalFailure", "Oops", 500);

        // When
        AwsFailure failure = failureOf(Door.WRITE, of(OURS));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.operation()).isEqualTo("GetCallerIdentity");
        assertThat(emulator.calls().writes()).isEmpty();

        // When
        emulator.faults().clear();
        ticker.advance(Duration.ofSeconds(5));

        // Then
        Door.WRITE.call.accept(connections.connection(of(OURS)));
    }

    @Test
    void shouldTellWhoCallsInTheWrongAccountToo() {
        assertThat(connections
                        .connection(of(THEIRS))
                        .callerIdentity()
                        .getCallerIdentity()
                        .accountId())
                .isEqualTo(OURS);
    }

    @Test
    void shouldNotAskWhereNoAccountIsNamed() {
        // When
        Door.READ.call.accept(connections.connection(spec()));

        // Then
        assertThat(emulator.calls().count("GetCallerIdentity")).isZero();
    }

    private AwsFailure failureOf(Door door, ConnectionSpec spec) {
        return catchThrowableOfType(AwsException.class, () -> door.call.accept(connections.connection(spec)))
                .failure();
    }

    private ConnectionSpec of(String account) {
        return spec().withAccountId(account);
    }

    private ConnectionSpec spec() {
        return ConnectionSpec.ambient()
                .withRegion("us-east-1")
                .withEndpoint(emulator.endpoint())
                .withCredentials(Credentials.accessKeySecret("key"));
    }
}
