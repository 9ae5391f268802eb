package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.VirtualTicker;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.emulator.iam.WebIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a connection calls as, against the emulator, where an access key id of 12 digits is an identity of that account. */
class IdentityTest {

    private static final String OURS = "111122223333";
    private static final String THEIRS = "444455556666";
    private static final String ROLE = "arn:aws:iam::" + THEIRS + ":role/ecr";

    private static final String HUB = "arn:aws:iam::222233334444:role/hub";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(now::get));
    private final VirtualTicker ticker = new VirtualTicker();
    private final Map<String, AccessKey> secrets = new ConcurrentHashMap<>(Map.of("ours", key(OURS)));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsConnections connections = new AwsConnections(
            AwsClientSettings.defaults("1.2.3"), name -> Optional.ofNullable(secrets.get(name)), meters, ticker);

    @BeforeEach
    void trust() {
        emulator.iam().role(ROLE, Trust.of(OURS, "222233334444"));
    }

    @AfterEach
    void close() {
        connections.close();
        emulator.close();
    }

    @Test
    void shouldCallAsTheLastRoleOfTheChain() {
        // Given
        emulator.iam().role(HUB, Trust.of(OURS));
        emulator.iam().role(ROLE, Trust.of(HUB).externalId("x-1").sessionTags());
        AwsConnection connection = connections.connection(inOurs(
                AssumedRole.of(HUB),
                new AssumedRole(ROLE, Optional.of("x-1"), Optional.of("tokyo"), Map.of("cluster", "prod"))));

        // When
        connection
                .repositoryDoors()
                .repositories()
                .createRepository(new NewRepository("api", Map.of(), null, null, null));

        // Then
        assertThat(emulator.registry(THEIRS, "us-east-1").repositoryNames()).containsExactly("api");
        assertThat(connection.callerIdentity().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::" + THEIRS + ":assumed-role/ecr/tokyo");
        assertThat(emulator.calls().entries().stream()
                        .filter(call -> call.operation().equals("AssumeRole"))
                        .map(call -> call.account()))
                .containsExactly(OURS, "222233334444");
    }

    @Test
    void shouldCallTheSessionAsTheSettingsSayWhenTheRoleGivesNoName() {
        // When
        String arn = connections
                .connection(inOurs(AssumedRole.of(ROLE)))
                .callerIdentity()
                .getCallerIdentity()
                .arn();

        // Then
        assertThat(arn).isEqualTo("arn:aws:sts::" + THEIRS + ":assumed-role/ecr/ecr-operator");
    }

    @Test
    void shouldAssumeARoleWithATokenOfAFile(@TempDir Path directory) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("token"), "a.b.c\n");
        String subject = "system:serviceaccount:ecr-operator:ecr-operator";
        emulator.iam()
                .role(
                        ROLE,
                        Trust.ofWebIdentity("arn:aws:iam::" + THEIRS + ":oidc-provider/oidc.example.com/1", subject));
        emulator.iam()
                .webIdentity(
                        "a.b.c",
                        new WebIdentity(
                                "oidc.example.com/1",
                                subject,
                                WebIdentity.STS,
                                now.get().plusSeconds(60)));
        ConnectionSpec spec = spec(new Credentials(new ConnectionSpec.WebIdentity(ROLE, file.toString()), List.of()));

        // When
        String arn = connections
                .connection(spec)
                .callerIdentity()
                .getCallerIdentity()
                .arn();

        // Then
        assertThat(arn).startsWith("arn:aws:sts::" + THEIRS + ":assumed-role/ecr/");
        assertThat(emulator.calls().count("AssumeRoleWithWebIdentity")).isEqualTo(1);
    }

    @Test
    void shouldSayWhichFileIsMissingAndNotSendTheTokenOfTheApiServer(@TempDir Path directory) throws Exception {
        // Given
        Path serviceAccount = Files.createDirectories(directory.resolve("kubernetes.io/serviceaccount"));
        Path forTheApiServer = Files.writeString(serviceAccount.resolve("token"), "s3cret");
        Path link = Files.createSymbolicLink(directory.resolve("link"), forTheApiServer);

        // When
        AwsFailure missing =
                failureOf(spec(new Credentials(new ConnectionSpec.WebIdentity(ROLE, "/nowhere/token"), List.of())));
        AwsFailure refused =
                failureOf(spec(new Credentials(new ConnectionSpec.WebIdentity(ROLE, link.toString()), List.of())));

        // Then
        assertThat(missing.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(missing.message()).isEqualTo("The token file /nowhere/token cannot be read (NoSuchFileException)");
        assertThat(refused.message()).contains(link.toString(), "API server").doesNotContain("s3cret");
        assertThat(emulator.calls().entries()).isEmpty();
    }

    @Test
    void shouldAssumeTheRoleOnceForAllCallsOfASession() {
        // Given
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));

        // When
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> connection.repositoryDoors().repositories().describeRepositories(null));

        // Then
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(1);
        assertThat(meters.timer(
                                "ecr_operator_aws_calls",
                                "operation",
                                "AssumeRole",
                                "region",
                                "us-east-1",
                                "registry",
                                "",
                                "outcome",
                                "ok")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldAskOnceAndNotInEveryCallWhenTheRoleIsDenied() {
        // Given
        emulator.iam().role(ROLE, Trust.NOBODY);
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));

        // When
        long refused = IntStream.range(0, 20)
                .parallel()
                .filter(i -> catchThrowableOfType(AwsException.class, () -> connection
                                        .repositoryDoors()
                                        .repositories()
                                        .describeRepositories(null))
                                .kind()
                        == Kind.CREDENTIALS)
                .count();

        // Then
        assertThat(refused).isEqualTo(20);
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(1);
        assertThat(emulator.calls().count("DescribeRepositories")).isZero();
    }

    @Test
    void shouldSayWhoMayNotAssumeWhichRoleAndRecoverWhenItMay() {
        // Given
        emulator.iam().role(ROLE, Trust.NOBODY);
        ConnectionSpec spec = inOurs(AssumedRole.of(ROLE));

        // When
        AwsFailure failure = failureOf(spec);

        // Then
        assertThat(failure.operation()).isEqualTo("AssumeRole");
        assertThat(failure.message()).contains("arn:aws:sts::" + OURS + ":assumed-role/", "sts:AssumeRole", ROLE);
        assertThat(failure.remedy().orElseThrow())
                .contains("trust policy", "arn:aws:sts::" + OURS + ":assumed-role/", "external ID");

        // When
        emulator.iam().role(ROLE, Trust.of(OURS));
        ticker.advance(Duration.ofSeconds(5));

        // Then
        assertThat(connections
                        .connection(spec)
                        .repositoryDoors()
                        .repositories()
                        .describeRepositories(null)
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"another, asks for another external ID", "'', asks for an external ID"})
    void shouldAlsoThinkOfTheExternalIdWhenTheRoleIsDenied(String externalId, String thought) {
        // Given
        emulator.iam().role(ROLE, Trust.of(OURS).externalId("theirs"));

        // When
        AwsFailure failure = failureOf(inOurs(new AssumedRole(
                ROLE, Optional.of(externalId).filter(id -> !id.isEmpty()), Optional.empty(), Map.of())));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.remedy().orElseThrow()).contains(thought);
        assertThat(emulator.calls().count("DescribeRepositories")).isZero();
    }

    @Test
    void shouldWriteNothingWhenTheRoleIsDeletedAndGoOnWhenItIsBack() {
        // Given
        ConnectionSpec spec = inOurs(AssumedRole.of(ROLE));
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);
        emulator.iam().deleteRole(ROLE);
        ticker.advance(Duration.ofMinutes(2));

        // When
        AwsFailure failure = failureOf(spec);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.operation()).isEqualTo("AssumeRole");
        assertThat(failure.remedy().orElseThrow()).contains("there is no such role");

        // When
        trust();
        ticker.advance(Duration.ofSeconds(5));

        // Then
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);
    }

    /** The machine may have slept, or its clock may be wrong. */
    @Test
    void shouldGoOnWithANewSessionWhenTheOldOneHasExpiredUnnoticed() {
        // Given
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));
        connection.repositoryDoors().repositories().describeRepositories(null);

        // When
        now.set(now.get().plus(Duration.ofMinutes(61)));
        ticker.advance(Duration.ofMinutes(2));
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(2);
    }

    @Test
    void shouldUseTheSessionToItsEndWhenStsIsAwayBeforeThat() {
        // Given
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));
        connection.repositoryDoors().repositories().describeRepositories(null);
        emulator.faults().on("AssumeRole").error("InternalFailure", "Oops", 500);

        // When
        ticker.advance(Duration.ofMinutes(50));
        connection.repositoryDoors().repositories().describeRepositories(null);
        connection.repositoryDoors().repositories().describeRepositories(null);
        long asked = emulator.calls().count("AssumeRole");
        ticker.advance(Duration.ofMinutes(10));

        // Then
        assertThat(asked)
                .as("the first session, and three requests of one call")
                .isEqualTo(1 + 3);
        assertThatThrownBy(() -> connection.repositoryDoors().repositories().describeRepositories(null))
                .isInstanceOfSatisfying(
                        AwsException.class, thrown -> assertThat(thrown.kind()).isEqualTo(Kind.TRANSIENT));
    }

    @Test
    void shouldGoOnWithANewSessionWhenAwsHasEndedTheOldOne() {
        // Given
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));
        connection.repositoryDoors().repositories().describeRepositories(null);
        ticker.advance(Duration.ofMinutes(2));
        emulator.faults()
                .on("DescribeRepositories")
                .times(1)
                .error("ExpiredTokenException", "The security token included in the request is expired");

        // When
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(2);
    }

    /** As "revoke active sessions" does in IAM: it denies all to those from before. */
    @Test
    void shouldTryANewSessionWhenACallIsDeniedToAnOldOne() {
        // Given
        ConnectionSpec spec = inOurs(AssumedRole.of(ROLE));
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);
        ticker.advance(Duration.ofMinutes(11));
        emulator.faults().on("DescribeRepositories").deny();

        // When
        Kind denied = failureOf(spec).kind();
        failureOf(spec);
        failureOf(spec);

        // Then
        assertThat(denied).isEqualTo(Kind.DENIED);
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(2);
    }

    @Test
    void shouldNotAskForSessionsWithoutEndWhenAwsAcceptsNone() {
        // Given
        ConnectionSpec spec = inOurs(AssumedRole.of(ROLE));
        emulator.faults().on("DescribeRepositories").error("ExpiredTokenException", "The security token is expired");

        // When
        AwsFailure failure = failureOf(spec);
        failureOf(spec);
        failureOf(spec);

        // Then
        assertThat(emulator.calls().count("AssumeRole")).isEqualTo(1);
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.remedy().orElseThrow()).contains(ROLE);
    }

    @Test
    void shouldUseTheNewContentOfASecretWithinAMinute() {
        // Given
        AwsConnection connection = connections.connection(inOurs());
        connection.repositoryDoors().repositories().describeRepositories(null);
        secrets.put("ours", key(THEIRS));

        // When
        connection.repositoryDoors().repositories().describeRepositories(null);
        ticker.advance(Duration.ofMinutes(1));
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(emulator.calls().entries().stream().map(call -> call.account()))
                .containsExactly(OURS, OURS, THEIRS);
    }

    @Test
    void shouldAssumeTheRoleAnewWithTheNewContentOfASecret() {
        // Given
        AwsConnection connection = connections.connection(inOurs(AssumedRole.of(ROLE)));
        connection.repositoryDoors().repositories().describeRepositories(null);
        secrets.put("ours", key("222233334444"));

        // When
        ticker.advance(Duration.ofMinutes(1));
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(emulator.calls().entries().stream()
                        .filter(call -> call.operation().equals("AssumeRole"))
                        .map(call -> call.account()))
                .containsExactly(OURS, "222233334444");
    }

    @Test
    void shouldNameTheSecretAndItsKeysWhenItIsDeletedAndEndTheSessionToo() {
        // Given
        ConnectionSpec spec = inOurs(AssumedRole.of(ROLE));
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);
        secrets.clear();
        ticker.advance(Duration.ofMinutes(1));
        long before = emulator.calls().mark();

        // When
        AwsFailure failure = failureOf(spec);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.message()).isEqualTo("The Secret ours does not exist in the operator's namespace");
        assertThat(failure.remedy().orElseThrow())
                .contains("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        assertThat(emulator.calls().since(before)).isEmpty();

        // When
        secrets.put("ours", key(OURS));
        ticker.advance(Duration.ofSeconds(5));

        // Then
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);
    }

    @Test
    void shouldGoOnForAWhileWhenTheSecretCannotBeReadJustNow() {
        // Given
        AwsConnections flaky = new AwsConnections(
                AwsClientSettings.defaults("1.2.3"),
                name -> Optional.ofNullable(secrets.get(name)).or(() -> {
                    throw new IllegalStateException("the API server is away");
                }),
                meters,
                ticker);
        AwsConnection connection = flaky.connection(inOurs());
        connection.repositoryDoors().repositories().describeRepositories(null);
        secrets.clear();

        // When
        ticker.advance(Duration.ofSeconds(40));
        connection.repositoryDoors().repositories().describeRepositories(null);
        ticker.advance(Duration.ofSeconds(20));
        AwsFailure failure = catchThrowableOfType(
                        AwsException.class,
                        () -> connection.repositoryDoors().repositories().describeRepositories(null))
                .failure();
        flaky.close();

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.message())
                .isEqualTo("The Secret ours in the operator's namespace cannot be read: the API server is away");
    }

    @Test
    void shouldSayInWhichSecretTheKeyIsThatAwsDoesNotAccept() {
        // Given
        emulator.faults()
                .on("DescribeRepositories")
                .error("UnrecognizedClientException", "The security token included in the request is invalid.");

        // When
        AwsFailure failure = failureOf(inOurs());

        // Then
        assertThat(failure.remedy().orElseThrow()).contains("Secret ours");
    }

    private AwsFailure failureOf(ConnectionSpec spec) {
        return catchThrowableOfType(AwsException.class, () -> connections
                        .connection(spec)
                        .repositoryDoors()
                        .repositories()
                        .describeRepositories(null))
                .failure();
    }

    private ConnectionSpec inOurs(AssumedRole... roles) {
        return spec(new Credentials(new ConnectionSpec.AccessKeySecret("ours"), List.of(roles)));
    }

    private ConnectionSpec spec(Credentials credentials) {
        return ConnectionSpec.ambient()
                .withRegion("us-east-1")
                .withEndpoint(emulator.endpoint())
                .withCredentials(credentials);
    }

    private static AccessKey key(String account) {
        return new AccessKey(account, "not-a-secret", Optional.empty());
    }
}
