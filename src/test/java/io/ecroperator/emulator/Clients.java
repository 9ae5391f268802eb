package io.ecroperator.emulator;

import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The real AWS SDK clients, without retries, for one account and region of an emulator.
 *
 * @param ecr ECR client
 * @param ecrPublic ECR Public client, of us-east-1 wherever the others are
 * @param tagging tagging API client
 * @param sts STS client
 */
record Clients(EcrClient ecr, EcrPublicClient ecrPublic, ResourceGroupsTaggingApiClient tagging, StsClient sts)
        implements AutoCloseable {
    /** {@return clients of the default account in us-east-1} */
    static Clients of(Emulator emulator) {
        return of(emulator, "AKIAIOSFODNN7EXAMPLE", "us-east-1");
    }

    static Clients of(Emulator emulator, String accessKeyId, String region) {
        return of(emulator, AwsBasicCredentials.create(accessKeyId, "secret"), region);
    }

    /** {@return clients of a role session} */
    static Clients of(Emulator emulator, Credentials session, String region) {
        AwsCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        return of(emulator, credentials, region);
    }

    private static Clients of(Emulator emulator, AwsCredentials identity, String region) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(identity);
        Consumer<AwsClientBuilder<?, ?>> common = builder -> common(builder, emulator.endpoint(), credentials, region);
        return new Clients(
                built(EcrClient.builder(), common),
                built(
                        EcrPublicClient.builder(),
                        builder -> common(builder, emulator.endpoint(), credentials, "us-east-1")),
                built(ResourceGroupsTaggingApiClient.builder(), common),
                built(StsClient.builder(), common));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
            B builder, Consumer<AwsClientBuilder<?, ?>> common) {
        common.accept(builder);
        SdkHttpClient.Builder<?> http = UrlConnectionHttpClient.builder();
        return builder.httpClientBuilder(http).build();
    }

    private static void common(
            AwsClientBuilder<?, ?> builder, URI endpoint, AwsCredentialsProvider credentials, String region) {
        builder.endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .region(Region.of(region))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    @Override
    public void close() {
        for (SdkAutoCloseable client : new SdkAutoCloseable[] {ecr, ecrPublic, tagging, sts}) {
            client.close();
        }
    }
}
