package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkAuthorizationApiTest {

    /** {@code AWS:password} */
    private static final String TOKEN = "QVdTOnBhc3N3b3Jk";

    private final WireStub stub = new WireStub();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, meters);
    private final AwsConnection connection = connections.connection(Connections.to(stub));

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldMintATokenOfEcr() {
        // Given
        stub.answer("{\"authorizationData\":[{\"authorizationToken\":\"" + TOKEN + "\",\"expiresAt\":1700000000,"
                + "\"proxyEndpoint\":\"https://123456789012.dkr.ecr.us-east-1.amazonaws.com\"}]}");

        // When
        RegistryToken token = connection.authorization().getAuthorizationToken();

        // Then
        assertThat(token)
                .isEqualTo(new RegistryToken(
                        TOKEN,
                        Instant.ofEpochSecond(1_700_000_000),
                        Optional.of("https://123456789012.dkr.ecr.us-east-1.amazonaws.com")));
        assertThat(stub.onlyRequest().operation()).isEqualTo("GetAuthorizationToken");
        assertThat(stub.onlyRequest().body()).isEqualTo("{}");
    }

    @Test
    void shouldMintATokenOfEcrPublic() {
        // Given
        stub.answer("{\"authorizationData\":{\"authorizationToken\":\"" + TOKEN + "\",\"expiresAt\":1700000000}}");

        // When
        RegistryToken token = connection.publicAuthorization().getAuthorizationToken();

        // Then
        assertThat(token).isEqualTo(new RegistryToken(TOKEN, Instant.ofEpochSecond(1_700_000_000), Optional.empty()));
        assertThat(stub.onlyRequest().operation()).isEqualTo("GetAuthorizationToken");
    }

    @Test
    void shouldClassifyARefusalAndCountTheCall() {
        // Given
        stub.error(400, "AccessDeniedException", "User: arn:aws:iam::1:user/a is not authorized");

        // When
        // Then
        assertThatThrownBy(() -> connection.authorization().getAuthorizationToken())
                .isInstanceOfSatisfying(AwsException.class, exception -> assertThat(exception.kind())
                        .isEqualTo(Kind.DENIED));
        assertThat(Metric.AWS_CALLS
                        .timer(meters, "GetAuthorizationToken", "us-east-1", "", "denied")
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"authorizationData\":[]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"" + TOKEN + "\"}]}",
                "{\"authorizationData\":[{\"authorizationToken\":\"c2VjcmV0\",\"expiresAt\":1700000000}]}"
            })
    void shouldFailWithoutQuotingAnAnswerThatHoldsNoToken(String answer) {
        // Given
        stub.answer(answer);

        // When
        // Then
        assertThatThrownBy(() -> connection.authorization().getAuthorizationToken())
                .isInstanceOfSatisfying(AwsException.class, exception -> {
                    assertThat(exception.kind()).isEqualTo(Kind.TRANSIENT);
                    assertThat(exception).hasNoCause().message().doesNotContain("c2VjcmV0", TOKEN);
                });
    }
}
