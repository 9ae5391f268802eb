package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.ratelimit.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class AmbientCredentialsTest {

    @Test
    void shouldSayWhatToSetUpWhenTheChainFindsNothing() {
        // Given
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };

        // When
        AwsException exception = describeWith(none);

        // Then
        assertThat(exception.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(exception.failure().code()).isEqualTo("NoCredentials");
        assertThat(exception.failure().message()).isEqualTo("No usable AWS credentials");
        assertThat(exception.failure().remedy().orElseThrow()).contains("IRSA", "Pod Identity", "AWS_ACCESS_KEY_ID");
    }

    @Test
    void shouldKeepWhatStsSaysWhenTheRoleCannotBeAssumed() {
        // Given
        AwsCredentialsProvider refused = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain"
                    + " AwsCredentialsProviderChain(credentialsProviders=[]) : [SystemPropertyCredentialsProvider():"
                    + " Unable to load credentials from system settings.,"
                    + " WebIdentityTokenFileCredentialsProvider(): Not authorized to perform"
                    + " sts:AssumeRoleWithWebIdentity (Service: Sts, Status Code: 403, Request ID: r-1),"
                    + " ProfileCredentialsProvider(): Profile file contained no credentials, ContainerCredentialsProvider():"
                    + " Cannot fetch credentials from container - neither AWS_CONTAINER_CREDENTIALS_FULL_URI or"
                    + " AWS_CONTAINER_CREDENTIALS_RELATIVE_URI environment variables are set.]");
        };

        // When
        AwsException exception = describeWith(refused);

        // Then
        assertThat(exception.failure().message())
                .contains("Not authorized to perform sts:AssumeRoleWithWebIdentity")
                .doesNotContain("Profile file", "Request ID", "container");
    }

    private static AwsException describeWith(AwsCredentialsProvider credentials) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AdaptiveRateLimiter limiter = new AdaptiveRateLimiter(RateLimitSettings.defaults(), Ticker.system());
        AwsMetrics metrics = new AwsMetrics(registry, () -> "us-east-1");
        ConnectionSpec spec = ConnectionSpec.ambient().withRegion("us-east-1");
        try (ScheduledExecutorService timeouts = Executors.newSingleThreadScheduledExecutor();
                AwsClients clients = new AwsClients(
                        spec,
                        new RegionSource(spec.region(), Ticker.system()),
                        new AwsClients.Shared(
                                AwsClientSettings.defaults("1.2.3"),
                                Ticker.system(),
                                () -> UrlConnectionHttpClient.builder().build(),
                                credentials,
                                Connections.KEYS,
                                timeouts),
                        new AttemptPublisher(limiter, metrics),
                        new AwsCalls(limiter, metrics, Ticker.system(), Optional.empty()))) {
            RepositoryApi repositories = new SdkRepositoryApi(new ServiceCalls<>(
                    new AwsCalls(limiter, metrics, Ticker.system(), Optional.of(clients.confirmed())), clients::ecr));
            AwsException exception =
                    catchThrowableOfType(AwsException.class, () -> repositories.describeRepositories(null));
            // Nothing was sent, so nothing may be counted as sent.
            assertThat(registry.find("ecr_operator_aws_attempts").counters()).isEmpty();
            return exception;
        }
    }
}
