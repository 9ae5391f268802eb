package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Endpoints;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.Ticker;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
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
    private final Signer identity;
    private final Signer confirmed;
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
     * @param calls the gate for what is asked of STS to get credentials
     */
    AwsClients(ConnectionSpec spec, RegionSource region, Shared shared, MetricPublisher attempts, AwsCalls calls) {
        this.spec = spec;
        this.settings = shared.settings();
        this.timeouts = shared.timeouts();
        this.region = region;
        this.http = shared.http();
        SecurityTokens tokens = new SecurityTokens(calls, this::sts, settings.sessionName());
        this.identity = new Identity(
                spec.credentials(), shared.ambientCredentials(), shared.secrets(), tokens, shared.ticker());
        this.confirmed = spec.accountId()
                .map(account -> new AccountCheck(account, tokens::callerIdentity, shared.ticker()))
                .map(identity::confirmedBy)
                .orElse(identity);
        this.attempts = attempts;
        this.ecr = new Lazy<>(() -> build(EcrClient.builder(), confirmed), shared.ticker());
        this.ecrPublic = new Lazy<>(() -> build(EcrPublicClient.builder(), confirmed), shared.ticker());
        this.tagging = new Lazy<>(() -> build(ResourceGroupsTaggingApiClient.builder(), confirmed), shared.ticker());
        this.sts = new Lazy<>(() -> build(StsClient.builder(), identity), shared.ticker());
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
        if (spec.endpoints().fips()) { // the SDK would ask one that does not exist
            throw new CredentialsException(
                    "NoFipsEndpoint",
                    "ECR Public has no FIPS endpoint",
                    "Take public out of what uses this connection, or use one without FIPS for it.");
        }
        return ecrPublic.get();
    }

    ResourceGroupsTaggingApiClient tagging() {
        return tagging.get();
    }

    StsClient sts() {
        return sts.get();
    }

    /** Who calls, in whatever account; signs the calls of {@link #sts()}. */
    Signer identity() {
        return identity;
    }

    /** The same, in the account of the spec or not at all; signs the calls of all others. */
    Signer confirmed() {
        return confirmed;
    }

    @Override
    public void close() {
        Stream.of(ecr, ecrPublic, tagging, sts)
                .map(Lazy::ifBuilt)
                .flatMap(Optional::stream)
                .forEach(SdkAutoCloseable::close);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, AwsCredentialsProvider credentials) {
        String resolved = region.get();
        try {
            Endpoints endpoints = spec.endpoints();
            endpoints.override().ifPresent(builder::endpointOverride);
            if (endpoints.fips()) { // unset, the environment decides (AWS_USE_FIPS_ENDPOINT)
                builder.fipsEnabled(true);
            }
            if (endpoints.dualStack()) {
                builder.dualstackEnabled(true);
            }
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
                            + thrown.getClass().getSimpleName() + ")",
                    "Check the region, AWS_ENDPOINT_URL and its per-service siblings, and the CA trust store.");
        }
    }

    private ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(new QuickRetries(AwsRetryStrategy.standardRetryStrategy()))
                .apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .scheduledExecutorService(timeouts)
                .addExecutionInterceptor(new EndpointInterceptor())
                .addExecutionInterceptor(new RawExchange.Interceptor())
                .addMetricPublisher(attempts)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "ecr-operator/" + settings.version())
                .build();
    }
}
