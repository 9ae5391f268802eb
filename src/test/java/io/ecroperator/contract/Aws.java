package io.ecroperator.contract;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One account in one region of a stand-in for AWS, by the SDK's clients, which do not retry.
 *
 * @param endpoint where it is
 * @param ecr ECR client
 * @param tagging tagging API client
 * @param sts STS client
 */
record Aws(URI endpoint, EcrClient ecr, ResourceGroupsTaggingApiClient tagging, StsClient sts)
        implements AutoCloseable {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";

    static Aws at(URI endpoint) {
        return at(endpoint, AwsBasicCredentials.create(ACCOUNT, "secret"));
    }

    /** The same stand-in, as a role's session. */
    Aws as(Credentials session) {
        return at(
                endpoint,
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private static Aws at(URI endpoint, AwsCredentials credentials) {
        Consumer<AwsClientBuilder<?, ?>> common = builder -> builder.endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .region(Region.of(REGION))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        return new Aws(
                endpoint,
                built(EcrClient.builder(), common),
                built(ResourceGroupsTaggingApiClient.builder(), common),
                built(StsClient.builder(), common));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
            B builder, Consumer<AwsClientBuilder<?, ?>> common) {
        common.accept(builder);
        SdkHttpClient.Builder<?> http = UrlConnectionHttpClient.builder();
        return builder.httpClientBuilder(http).build();
    }

    /** The ARN of a repository of this account and region, there or not. */
    static String arn(String repository) {
        return "arn:aws:ecr:" + REGION + ":" + ACCOUNT + ":repository/" + repository;
    }

    /** A list of tags for a request. */
    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Names an image by a tag. */
    static ImageIdentifier imageTag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    /** Names an image by its digest. */
    static ImageIdentifier imageDigest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }

    /** Filters that exclude image tags from the rule of mutability. */
    static List<ImageTagMutabilityExclusionFilter> filters(String... filters) {
        return Arrays.stream(filters).map(filter -> filter("WILDCARD", filter)).toList();
    }

    /** One such filter, of any type. */
    static ImageTagMutabilityExclusionFilter filter(String type, String filter) {
        return ImageTagMutabilityExclusionFilter.builder()
                .filterType(type)
                .filter(filter)
                .build();
    }

    /** Creates a repository with default settings. */
    void create(String repository) {
        create(repository, request -> {});
    }

    /** Creates a repository. */
    void create(String repository, Consumer<CreateRepositoryRequest.Builder> settings) {
        ecr.createRepository(request -> settings.accept(request.repositoryName(repository)));
    }

    @Override
    public void close() {
        for (SdkAutoCloseable client : new SdkAutoCloseable[] {ecr, tagging, sts}) {
            client.close();
        }
    }
}
