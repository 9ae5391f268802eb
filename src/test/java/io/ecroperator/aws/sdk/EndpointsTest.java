package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.Endpoints;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.ratelimit.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Which hosts are asked. Their names: AWS General Reference, "Amazon ECR endpoints and quotas". */
class EndpointsTest {

    private final List<String> hosts = new ArrayList<>();
    private final ScheduledExecutorService timeouts = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timeouts.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "eu-central-1 false false api.ecr.eu-central-1.amazonaws.com tagging.eu-central-1.amazonaws.com"
                        + " sts.eu-central-1.amazonaws.com api.ecr-public.us-east-1.amazonaws.com",
                "eu-central-1 false true ecr.eu-central-1.api.aws tagging.eu-central-1.api.aws sts.eu-central-1.api.aws"
                        + " ecr-public.us-east-1.api.aws",
                "us-west-2 true false api.ecr-fips.us-west-2.amazonaws.com tagging-fips.us-west-2.amazonaws.com"
                        + " sts-fips.us-west-2.amazonaws.com none",
                "us-west-2 true true ecr-fips.us-west-2.api.aws tagging-fips.us-west-2.api.aws sts-fips.us-west-2.api.aws"
                        + " none",
                "cn-north-1 false true ecr.cn-north-1.api.amazonwebservices.com.cn"
                        + " tagging.cn-north-1.api.amazonwebservices.com.cn sts.cn-north-1.api.amazonwebservices.com.cn"
                        + " ecr-public.us-east-1.api.aws"
            })
    void shouldAskTheHostsOfTheEndpoints(
            String region, boolean fips, boolean dualStack, String ecr, String tagging, String sts, String ecrPublic) {
        // Given
        ConnectionSpec spec = spec(region, new Endpoints(fips, dualStack, Optional.empty()));

        // When
        call(spec, clients -> clients.ecr().describeRepositories());
        call(spec, clients -> clients.tagging().getResources());
        call(spec, clients -> clients.sts().getCallerIdentity());
        call(spec.withRegion("us-east-1"), clients -> clients.ecrPublic().getAuthorizationToken(request -> {}));

        // Then
        List<String> expected = new ArrayList<>(List.of(ecr, tagging, sts));
        if (!ecrPublic.equals("none")) {
            expected.add(ecrPublic);
        }
        assertThat(hosts).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldAssumeRolesAtTheSameEndpoints() {
        // Given
        ConnectionSpec spec = spec("us-west-2", new Endpoints(true, true, Optional.empty()))
                .withCredentials(Credentials.accessKeySecret("key")
                        .thenAssume(AssumedRole.of("arn:aws:iam::444455556666:role/r")));

        // When
        call(spec, clients -> clients.ecr().describeRepositories());

        // Then
        assertThat(hosts).containsExactly("sts-fips.us-west-2.api.aws");
    }

    @Test
    void shouldAskOneHostForAllWhenItIsOverridden() {
        // Given
        ConnectionSpec spec = spec("us-west-2", Endpoints.at(URI.create("https://vpce-1.example")));

        // When
        call(spec, clients -> clients.ecr().describeRepositories());
        call(spec, clients -> clients.sts().getCallerIdentity());

        // Then
        assertThat(hosts).containsExactly("vpce-1.example", "vpce-1.example");
    }

    @Test
    void shouldSayThatEcrPublicHasNoFipsEndpoint() {
        // Given
        ConnectionSpec spec = spec("us-east-1", new Endpoints(true, false, Optional.empty()));

        // When
        try (AwsClients clients = clients(spec)) {
            assertThatThrownBy(clients::ecrPublic)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("ECR Public has no FIPS endpoint");
        }
    }

    private static ConnectionSpec spec(String region, Endpoints endpoints) {
        return ConnectionSpec.ambient()
                .withRegion(region)
                .withEndpoints(endpoints)
                .withCredentials(Credentials.accessKeySecret("key"));
    }

    private void call(ConnectionSpec spec, Consumer<AwsClients> call) {
        try (AwsClients clients = clients(spec)) {
            Throwable unanswered = catchThrowable(() -> call.accept(clients));
            assertThat(unanswered).isNotNull();
        }
    }

    private AwsClients clients(ConnectionSpec spec) {
        AdaptiveRateLimiter limiter = new AdaptiveRateLimiter(RateLimitSettings.defaults(), Ticker.system());
        AwsMetrics metrics = new AwsMetrics(new SimpleMeterRegistry(), () -> "any");
        return new AwsClients(
                spec,
                new RegionSource(spec.region(), Ticker.system()),
                new AwsClients.Shared(
                        AwsClientSettings.defaults("1.2.3"),
                        Ticker.system(),
                        Nobody::new,
                        AnonymousCredentialsProvider.create(),
                        Connections.KEYS,
                        timeouts),
                new AttemptPublisher(limiter, metrics),
                new AwsCalls(limiter, metrics, Ticker.system(), Optional.empty()));
    }

    /** Notes the host once and fails the call for good, so that the SDK does not repeat it. */
    private final class Nobody implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            hosts.add(request.httpRequest().host());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    throw new IllegalStateException("nobody answers");
                }

                @Override
                public void abort() {
                    // Nothing was sent.
                }
            };
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
