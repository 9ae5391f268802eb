package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.emulator.proxy.ProxyClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Against the data plane of the emulator, under the registries' real names. */
class SdkPullApiTest {

    private static final String ACCOUNT = "123456789012";
    private static final String HOST = ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com";

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final SdkHttpClient http =
            client(emulator.dataPlane().proxy(), emulator.dataPlane().caPem());
    private final PullApi pulls = new SdkPullApi(() -> http);

    @AfterEach
    void close() {
        http.close();
        connections.close();
        emulator.close();
    }

    @Test
    void shouldTellWhatALoginMayPull() {
        // Given
        connections
                .connection(spec("eu-central-1"))
                .repositoryDoors()
                .repositories()
                .createRepository(new NewRepository("team-a/api", Map.of(), null, null, null));

        // When
        PullAnswer there = pulls.mayPull(token("eu-central-1"), HOST, "team-a/api");
        PullAnswer missing = pulls.mayPull(token("eu-central-1"), HOST, "team-a/other");
        PullAnswer ofAnotherRegion = pulls.mayPull(token("us-east-1"), HOST, "team-a/api");

        // Then
        assertThat(there).isEqualTo(new PullAnswer.Allowed());
        assertThat(missing).isEqualTo(new PullAnswer.NoSuchRepository());
        assertThat(ofAnotherRegion).isEqualTo(new PullAnswer.Denied());
    }

    @Test
    void shouldNotKnowWhenNobodyAnswersWhomItTrusts() {
        // Given
        RegistryToken token = token("eu-central-1");
        try (SdkHttpClient distrustful = UrlConnectionHttpClient.builder()
                .proxyConfiguration(by(emulator.dataPlane().proxy()))
                .build()) {

            // When
            PullAnswer answer = new SdkPullApi(() -> distrustful).mayPull(token, HOST, "team-a/api");

            // Then
            assertThat(answer).isInstanceOfSatisfying(PullAnswer.Unknown.class, unknown -> assertThat(unknown.why())
                    .contains("No trusted TLS connection to " + HOST)
                    .doesNotContain(token.authorizationToken()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{}', Allowed",
        "404, '{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}', Allowed",
        "404, '{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}', NoSuchRepository",
        "404, '<html>', Unknown",
        "404, '', Unknown",
        "400, '{\"errors\":[{\"code\":\"DENIED\"}]}', Denied",
        "400, '{\"errors\":[]}', Unknown",
        "401, '', Denied",
        "403, '{\"errors\":[{\"code\":\"DENIED\"}]}', Denied",
        "429, '', Unknown",
        "503, '', Unknown",
        "302, '', Unknown"
    })
    void shouldReadTheAnswer(int status, String body, String expected) {
        assertThat(SdkPullApi.read(status, HOST, body.getBytes(StandardCharsets.UTF_8))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    private RegistryToken token(String region) {
        return connections.connection(spec(region)).authorization().getAuthorizationToken();
    }

    private ConnectionSpec spec(String region) {
        return ConnectionSpec.ambient()
                .withRegion(region)
                .withEndpoint(emulator.endpoint())
                .withCredentials(Credentials.accessKeySecret(ACCOUNT));
    }

    private static SdkHttpClient client(URI proxy, String caPem) {
        return UrlConnectionHttpClient.builder()
                .proxyConfiguration(by(proxy))
                .tlsTrustManagersProvider(() -> ProxyClients.trustManagers(caPem))
                .build();
    }

    private static ProxyConfiguration by(URI proxy) {
        return ProxyConfiguration.builder()
                .endpoint(proxy)
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build();
    }
}
