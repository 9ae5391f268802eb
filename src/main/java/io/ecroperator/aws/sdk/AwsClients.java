package io.ecroperator.aws.sdk;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK clients of one connection, each built when first needed. */
final class AwsClients implements AutoCloseable {

    private final ConnectionSpec spec;
    private final AwsClientSettings settings;
    private final ScheduledExecutorService timeouts;
    private final RegionSource region;
    private final Supplier<SdkHttpClient> http;
    private final AwsCredentialsProvider credentials;
    private final MetricPublisher attempts;
    private final Lazy<EcrClient> ecr;
    private final Lazy<EcrPublicClient> ecrPublic;
    private final Lazy<ResourceGroupsTaggingApiClient> tagging;
    private final Lazy<StsClient> sts;

    /**
     * Builds nothing yet.
     *
     * @param shared what all connections share; not closed here
     * @param attempts is told of every request
     */
    AwsClients(ConnectionSpec spec, RegionSource region, Shared shared, MetricPublisher attempts) {
        this.spec = spec;
        this.settings = shared.settings();
        this.timeouts = shared.timeouts();
        this.region = region;
        this.http = shared.http();
        this.credentials = new CheckedCredentials(source(spec.credentials(), shared));
        this.attempts = attempts;
        this.ecr = new Lazy<>(() -> build(EcrClient.builder()), shared.ticker());
        this.ecrPublic = new Lazy<>(() -> build(EcrPublicClient.builder()), shared.ticker());
        this.tagging = new Lazy<>(() -> build(ResourceGroupsTaggingApiClient.builder()), shared.ticker());
        this.sts = new Lazy<>(() -> build(StsClient.builder()), shared.ticker());
    }

    /** What all connections of a process share. */
    record Shared(
            AwsClientSettings settings,
            Ticker ticker,
            Supplier<SdkHttpClient> http,
            AwsCredentialsProvider ambientCredentials,
            SecretAccessKeys secrets,
            ScheduledExecutorService timeouts) {}

    EcrClient ecr() {
        return ecr.get();
    }

    EcrPublicClient ecrPublic() {
        return ecrPublic.get();
    }

    ResourceGroupsTaggingApiClient tagging() {
        return tagging.get();
    }

    StsClient sts() {
        return sts.get();
    }

    @Override
    public void close() {
        Stream.of(ecr, ecrPublic, tagging, sts)
                .map(Lazy::ifBuilt)
                .flatMap(Optional::stream)
                .forEach(SdkAutoCloseable::close);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        String resolved = region.get();
        try {
            spec.endpoints().override().ifPresent(builder::endpointOverride);
            return builder.region(Region.of(resolved))
                    .credentialsProvider(credentials)
                    .httpClient(http.get())
                    .overrideConfiguration(configuration())
                    .build();
        } catch (CredentialsException noHttpClient) {
            throw noHttpClient;
        } catch (RuntimeException thrown) {
            // The builders check their input with all sorts of exceptions, whose words may hold the whole endpoint.
            throw new CredentialsException(
                    "ClientNotBuilt",
                    "The AWS client cannot be built from its configuration ("
                            + thrown.getClass().getSimpleName()
                            + "); check the region, AWS_ENDPOINT_URL and its per-service siblings, and the CA trust store");
        }
    }

    private ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(new QuickRetries(AwsRetryStrategy.standardRetryStrategy()))
                .apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .scheduledExecutorService(timeouts)
                .addExecutionInterceptor(new EndpointInterceptor())
                .addMetricPublisher(attempts)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "ecr-operator/" + settings.version())
                .build();
    }

    private static AwsCredentialsProvider source(ConnectionSpec.Credentials wanted, Shared shared) {
        if (!wanted.assumedRoles().isEmpty()) {
            return AwsClients::notYet;
        }
        return switch (wanted.source()) {
            case Ambient ambient -> shared.ambientCredentials();
            case AccessKeySecret secret ->
                () -> shared.secrets()
                        .read(secret.name())
                        .map(AwsClients::toCredentials)
                        .orElseGet(AwsClients::notYet);
            case WebIdentity role -> AwsClients::notYet;
        };
    }

    private static <T> T notYet() {
        throw new CredentialsException("NoCredentials", "These credentials cannot be obtained");
    }

    private static AwsCredentials toCredentials(AccessKey key) {
        return key.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }
}
