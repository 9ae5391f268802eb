package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.ratelimit.VirtualTicker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsConnectionsTest {

    private static final String CALLER =
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>"
                    + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

    private final WireStub stub = new WireStub();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AwsConnections connections = new AwsConnections(
            new AwsClientSettings(
                    "1.2.3",
                    "ecr-operator-test",
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    RateLimitSettings.defaults(),
                    Set.of()),
            Connections.KEYS,
            registry);
    private final AwsConnection connection = connections.connection(Connections.to(stub));

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldBeTheSameConnectionWhenTheSpecIsEqual() {
        // Given
        // When
        AwsConnection again = connections.connection(Connections.to(stub));
        AwsConnection elsewhere = connections.connection(Connections.to(stub).withRegion("eu-west-1"));

        // Then
        assertThat(again).isSameAs(connection);
        assertThat(elsewhere).isNotSameAs(connection);
        assertThat(elsewhere.region()).isEqualTo("eu-west-1");
    }

    @Test
    void shouldRepeatShortlyAndCountEveryRequestWhenTheServerFails() {
        // Given
        stub.error(500, "ServerException", "Oops")
                .error(500, "ServerException", "Oops")
                .answer("{\"repositories\":[]}");

        // When
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(attempts("server_error")).isEqualTo(2);
        assertThat(attempts("ok")).isEqualTo(1);
        assertThat(calls("ok")).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAfterThreeRequestsWhenTheServerKeepsFailing() {
        // Given
        stub.error(500, "ServerException", "Oops");

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure)
                .isEqualTo(new AwsFailure(
                        Kind.TRANSIENT,
                        "DescribeRepositories",
                        "ServerException",
                        "Oops",
                        "request-1",
                        Optional.empty(),
                        true));
        assertThat(stub.requests()).hasSize(3);
        assertThat(calls("transient")).isEqualTo(1);
    }

    @Test
    void shouldLearnTheRateWhenAThrottledRequestGotThroughAtLast() {
        // Given
        stub.error(400, "ThrottlingException", "Rate exceeded").answer("{\"repositories\":[]}");
        try (AwsConnections timeless = new AwsConnections(
                AwsClientSettings.defaults("1.2.3"), Connections.KEYS, registry, new VirtualTicker())) {
            AwsConnection throttled = timeless.connection(Connections.to(stub));

            // When
            throttled.repositoryDoors().repositories().describeRepositories(null);
            throttled.repositoryDoors().repositories().describeRepositories(null);

            // Then
            assertThat(registry.counter("ecr_operator_aws_throttles", tags()).count())
                    .isEqualTo(1);
            assertThat(attempts("throttling")).isEqualTo(1);
            assertThat(registry.timer("ecr_operator_aws_rate_limit", tags()).count())
                    .isPositive();
            assertThat(registry.get("ecr_operator_aws_granted_calls_per_second")
                            .tags(tags())
                            .gauge()
                            .value())
                    .isPositive();
        }
    }

    @Test
    void shouldShowNoRateOfAnOperationThatWasNeverThrottled() {
        // Given
        stub.answer("{\"repositories\":[]}");

        // When
        connection.repositoryDoors().repositories().describeRepositories(null);

        // Then
        assertThat(registry.find("ecr_operator_aws_granted_calls_per_second").gauge())
                .isNull();
    }

    /** Two accounts have two rates in one region. */
    @Test
    void shouldCountForTheEcrRegistryAndShowNoRateOfAConnectionThatIsClosed() {
        // Given
        ConnectionSpec spec = Connections.to(stub).withAccountId("111122223333");
        stub.answer(200, "text/xml", CALLER)
                .error(400, "ThrottlingException", "Rate exceeded")
                .answer("{\"repositories\":[]}");
        connections.countFor(spec, "tokyo");

        // When
        connections.connection(spec).repositoryDoors().repositories().describeRepositories(null);

        // Then
        String[] tags = {"operation", "DescribeRepositories", "region", "us-east-1", "registry", "tokyo"};
        assertThat(registry.counter("ecr_operator_aws_throttles", tags).count()).isEqualTo(1);
        assertThat(registry.find("ecr_operator_aws_granted_calls_per_second")
                        .tags(tags)
                        .gauge())
                .isNotNull();

        // When
        connections.close(spec);

        // Then
        assertThat(registry.find("ecr_operator_aws_granted_calls_per_second").gauge())
                .isNull();
    }

    @Test
    void shouldRepeatInTurnsAndNotBackOffWhenAwsThrottles() {
        // Given
        stub.error(400, "ThrottlingException", "Rate exceeded");
        long start = System.nanoTime();

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(stub.requests()).hasSize(5);
        assertThat(calls("throttled")).isEqualTo(1);
        assertThat(attempts("throttling")).isEqualTo(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldBoundTheCallsToAnAccountAndRegionWhoeverMakesThem() {
        // Given
        VirtualTicker ticker = new VirtualTicker();
        ConnectionSpec one = Connections.to(stub).withAccountId("111122223333");
        try (AwsConnections bounded =
                new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, registry, ticker)) {
            AwsConnection first = bounded.connection(one);
            AwsConnection other = bounded.connection(one.withCredentials(Credentials.accessKeySecret("ANOTHER")));
            AwsConnection elsewhere = bounded.connection(one.withRegion("eu-west-1"));
            stub.answer(200, "text/xml", CALLER);

            // When
            first.rates().limit(OptionalInt.of(1));
            first.callerIdentity().getCallerIdentity();
            long before = ticker.nanoTime();
            elsewhere.callerIdentity().getCallerIdentity();

            // Then
            assertThat(ticker.nanoTime()).isEqualTo(before);

            // When
            other.callerIdentity().getCallerIdentity();

            // Then
            assertThat(Duration.ofNanos(ticker.nanoTime() - before)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldNotRepeatWhenAwsRefuses() {
        // Given
        stub.error(400, "AccessDeniedException", "User: x is not authorized to perform: ecr:DescribeRepositories");

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(stub.requests()).hasSize(1);
        assertThat(calls("denied")).isEqualTo(1);
    }

    @Test
    void shouldReadTheCodeWhenTheErrorIsXml() {
        // Given
        stub.answer(
                403,
                "text/xml",
                "<ErrorResponse><Errors><Error><Code>AccessDenied</Code><Message>User: u is not authorized</Message>"
                        + "</Error></Errors></ErrorResponse>");

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure)
                .isEqualTo(new AwsFailure(
                        Kind.DENIED, "DescribeRepositories", "AccessDenied", "User: u is not authorized", "request-1"));
    }

    @Test
    void shouldBeTransientWhenTheAnswerIsHtml() {
        // Given
        stub.answer(500, "text/html", "<!doctype html><h1>Internal Server Error</h1>");

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.message()).doesNotContain("<");
    }

    @Test
    void shouldNotQuoteTheAnswerWhenItIsMalformed() {
        // Given
        stub.answer("{\"repositories\":[{\"repositoryName\":s3cret");

        // When
        AwsException exception = exceptionOf(connection);

        // Then
        assertThat(exception.failure().kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(exception.failure().code()).isEqualTo("MalformedAnswer");
        assertThat(exception).hasMessageNotContaining("s3cret").hasNoCause();
    }

    @Test
    void shouldNameTheHostWhenTheConnectionBreaks() {
        // Given
        stub.answer(0, "", "");

        // When
        AwsFailure failure = failureOf(connection);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("ConnectionLost");
        assertThat(failure.message()).contains("localhost:" + stub.endpoint().getPort());
    }

    /** The JDK repeats a lost POST by itself in some cases, without telling; three are what the SDK sends. */
    @Test
    void shouldSendNoMoreThanTheSdkCountsWhenTheAnswerToAWriteIsLost() {
        // Given
        stub.answer("{\"repositories\":[]}").answer(0, "", "");
        connection.repositoryDoors().repositories().describeRepositories(null);

        // When
        AwsException exception = catchThrowableOfType(AwsException.class, () -> connection
                .repositoryDoors()
                .repositories()
                .createRepository(new NewRepository("a1", Map.of(), null, null, null)));

        // Then
        assertThat(exception.kind()).isEqualTo(Kind.TRANSIENT);
        double counted = registry.counter(
                        "ecr_operator_aws_attempts",
                        "operation",
                        "CreateRepository",
                        "region",
                        "us-east-1",
                        "registry",
                        "",
                        "outcome",
                        "io")
                .count();
        assertThat(stub.requests().stream().filter(each -> each.operation().equals("CreateRepository")))
                .hasSize(3);
        assertThat(counted).isEqualTo(3);
    }

    @Test
    void shouldNameTheHostWhenNobodyListens() throws Exception {
        // Given
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        // When
        AwsFailure failure = failureOf(connections.connection(
                Connections.to(stub).withEndpoint(URI.create("http://user:s3cret@localhost:" + port))));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("ConnectionFailed");
        assertThat(failure.message()).contains("localhost:" + port).doesNotContain("s3cret");
    }

    @Test
    void shouldNotWaitForeverWhenTheServerIsSilent() throws Exception {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://localhost:" + silent.getLocalPort());

            // When
            AwsFailure failure =
                    failureOf(connections.connection(Connections.to(stub).withEndpoint(endpoint)));

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("Timeout");
            assertThat(failure.message()).contains("localhost:" + silent.getLocalPort());
        }
    }

    @Test
    void shouldStillNotWaitForeverWhenTheClientsOfARegionWereClosed() throws Exception {
        // Given
        stub.answer("{\"authorizationData\":[{\"authorizationToken\":\"QVdTOnQ=\",\"expiresAt\":4102444800}]}");
        AuthorizationSource source = connections.authorization(Connections.to(stub));
        source.ofRegion("eu-west-1").getAuthorizationToken();
        source.keepOnly(Set.of(), false, Set.of());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://localhost:" + silent.getLocalPort());

            // When
            AwsFailure failure =
                    failureOf(connections.connection(Connections.to(stub).withEndpoint(endpoint)));

            // Then
            assertThat(failure.code()).isEqualTo("Timeout");
        }
    }

    @Test
    void shouldKeepTheLimitOfOneCallWhileAnotherHangsInItsAnswer() throws Exception {
        // Given
        try (ServerSocket halfway = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> beginAnswers(halfway, begun));
            CompletableFuture<AwsFailure> hanging =
                    CompletableFuture.supplyAsync(() -> failureOf(connectionTo(halfway)));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            // When
            Instant before = Instant.now();
            AwsFailure failure = failureOf(connectionTo(silent));

            // Then
            assertThat(failure.code()).isEqualTo("Timeout");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
            assertThat(hanging.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.TRANSIENT);
        }
    }

    @Test
    void shouldAskNothingWhenItPrepares() {
        // When
        connections.prepare(Connections.to(stub));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("aws-prepare")));

        // Then
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void shouldFailTheCallAndNotTheProcessWhenTheEndpointIsNonsense() {
        // Given
        AwsConnection broken =
                connections.connection(Connections.to(stub).withEndpoint(URI.create("no-scheme/s3cret")));

        // When
        AwsFailure failure = failureOf(broken);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.code()).isEqualTo("ClientNotBuilt");
        assertThat(failure.message()).doesNotContain("s3cret");
        assertThat(failure.remedy().orElseThrow()).contains("AWS_ENDPOINT_URL");
    }

    @Test
    void shouldKeepTheTraceWhenTheDefectIsOurs() {
        // Given
        // When
        AwsException exception = catchThrowableOfType(
                AwsException.class,
                () -> connection.repositoryDoors().repositories().createRepository(null));

        // Then
        assertThat(exception.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(exception).hasCauseInstanceOf(NullPointerException.class);
    }

    private AwsConnection connectionTo(ServerSocket server) {
        return connections.connection(
                Connections.to(stub).withEndpoint(URI.create("http://localhost:" + server.getLocalPort())));
    }

    /** Answers with a head and the begin of a body, and nothing more. */
    private static void beginAnswers(ServerSocket server, CountDownLatch begun) {
        List<Socket> open = new ArrayList<>();
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                open.add(client);
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                begun.countDown();
            }
        } catch (IOException closed) {
            begun.countDown();
        } finally {
            open.forEach(AwsConnectionsTest::closeQuietly);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsFailure failureOf(AwsConnection connection) {
        return exceptionOf(connection).failure();
    }

    private static AwsException exceptionOf(AwsConnection connection) {
        return catchThrowableOfType(
                AwsException.class,
                () -> connection.repositoryDoors().repositories().describeRepositories(null));
    }

    private double attempts(String outcome) {
        return registry.counter("ecr_operator_aws_attempts", withOutcome(outcome))
                .count();
    }

    private long calls(String outcome) {
        return registry.timer("ecr_operator_aws_calls", withOutcome(outcome)).count();
    }

    private static String[] tags() {
        return new String[] {"operation", "DescribeRepositories", "region", "us-east-1", "registry", ""};
    }

    private static String[] withOutcome(String outcome) {
        return new String[] {
            "operation", "DescribeRepositories", "region", "us-east-1", "registry", "", "outcome", outcome
        };
    }
}
