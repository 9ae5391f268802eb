package io.ecroperator.aws.sdk;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;

/** ECR through the SDK. */
final class SdkEcrApi implements EcrApi {

    /** The largest page that DescribeRepositories and ListImages give. */
    private static final int PAGE = 1000;

    private static final String NO_REPOSITORY = "RepositoryNotFoundException";
    private static final String NO_REPOSITORY_POLICY = "RepositoryPolicyNotFoundException";
    private static final String NO_LIFECYCLE_POLICY = "LifecyclePolicyNotFoundException";

    private final AwsCalls calls;
    private final Supplier<EcrClient> client;

    SdkEcrApi(AwsCalls calls, Supplier<EcrClient> client) {
        this.calls = calls;
        this.client = client;
    }

    @Override
    public Repository createRepository(NewRepository repository) {
        return EcrConversions.toRepository(
                call("CreateRepository", ecr -> ecr.createRepository(EcrConversions.toCreateRequest(repository))
                        .repository()));
    }

    @Override
    public Optional<Repository> describeRepository(String repositoryName) {
        return unless(NO_REPOSITORY, () -> described(request -> request.repositoryNames(repositoryName)))
                .flatMap(answer -> answer.repositories().stream().findFirst())
                .map(EcrConversions::toRepository);
    }

    @Override
    public List<Repository> describeNamedRepositories(List<String> repositoryNames) {
        return described(request -> request.repositoryNames(repositoryNames)).repositories().stream()
                .map(EcrConversions::toRepository)
                .toList();
    }

    @Override
    public Page<Repository> describeRepositories(String nextToken) {
        DescribeRepositoriesResponse answer =
                described(request -> request.maxResults(PAGE).nextToken(nextToken));
        return new Page<>(
                answer.repositories().stream().map(EcrConversions::toRepository).toList(), tokenOf(answer.nextToken()));
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        call(
                "DeleteRepository",
                ecr -> ecr.deleteRepository(
                        request -> request.repositoryName(repositoryName).force(force)));
    }

    @Override
    public void putImageTagMutability(String repositoryName, TagMutability tagMutability) {
        call(
                "PutImageTagMutability",
                ecr -> ecr.putImageTagMutability(request -> request.repositoryName(repositoryName)
                        .imageTagMutability(tagMutability.imageTagMutability())
                        .imageTagMutabilityExclusionFilters(EcrConversions.toFilters(tagMutability))));
    }

    @Override
    public void putImageScanningConfiguration(String repositoryName, boolean scanOnPush) {
        call(
                "PutImageScanningConfiguration",
                ecr -> ecr.putImageScanningConfiguration(request -> request.repositoryName(repositoryName)
                        .imageScanningConfiguration(EcrConversions.toScanning(scanOnPush))));
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        return EcrConversions.fromTags(call(
                "ListTagsForResource", ecr -> ecr.listTagsForResource(request -> request.resourceArn(repositoryArn))
                        .tags()));
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        call(
                "TagResource",
                ecr -> ecr.tagResource(
                        request -> request.resourceArn(repositoryArn).tags(EcrConversions.toTags(tags))));
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        call(
                "UntagResource",
                ecr -> ecr.untagResource(
                        request -> request.resourceArn(repositoryArn).tagKeys(tagKeys)));
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        return unless(
                NO_REPOSITORY_POLICY,
                () -> call(
                        "GetRepositoryPolicy",
                        ecr -> told(
                                "GetRepositoryPolicy",
                                ecr.getRepositoryPolicy(request -> request.repositoryName(repositoryName))
                                        .policyText())));
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        call(
                "SetRepositoryPolicy",
                ecr -> ecr.setRepositoryPolicy(request -> request.repositoryName(repositoryName)
                        .policyText(policyText)
                        .force(force)));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        unless(
                NO_REPOSITORY_POLICY,
                () -> call(
                        "DeleteRepositoryPolicy",
                        ecr -> ecr.deleteRepositoryPolicy(request -> request.repositoryName(repositoryName))));
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName) {
        return unless(
                        NO_LIFECYCLE_POLICY,
                        () -> call("GetLifecyclePolicy", ecr -> {
                            GetLifecyclePolicyResponse answer =
                                    ecr.getLifecyclePolicy(request -> request.repositoryName(repositoryName));
                            told("GetLifecyclePolicy", answer.lifecyclePolicyText());
                            return answer;
                        }))
                .map(EcrConversions::toLifecyclePolicy);
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        call(
                "PutLifecyclePolicy",
                ecr -> ecr.putLifecyclePolicy(
                        request -> request.repositoryName(repositoryName).lifecyclePolicyText(lifecyclePolicyText)));
    }

    @Override
    public void deleteLifecyclePolicy(String repositoryName) {
        unless(
                NO_LIFECYCLE_POLICY,
                () -> call(
                        "DeleteLifecyclePolicy",
                        ecr -> ecr.deleteLifecyclePolicy(request -> request.repositoryName(repositoryName))));
    }

    /** Pages through ListImages, which lists an image once per tag, until the limit is passed. */
    @Override
    public ImageCount countImages(String repositoryName, int limit) {
        Set<String> digests = new HashSet<>();
        String nextToken = null;
        do {
            ListImagesResponse page = listImages(repositoryName, Math.clamp(limit, 1, PAGE), nextToken);
            for (ImageIdentifier image : page.imageIds()) {
                if (digests.size() == limit && !digests.contains(image.imageDigest())) {
                    return new ImageCount(limit, true);
                }
                digests.add(image.imageDigest());
            }
            nextToken = tokenOf(page.nextToken());
        } while (nextToken != null && digests.size() < limit);
        return new ImageCount(digests.size(), nextToken != null);
    }

    private ListImagesResponse listImages(String repositoryName, int maxResults, String nextToken) {
        return call(
                "ListImages",
                ecr -> ecr.listImages(request -> request.repositoryName(repositoryName)
                        .filter(filter -> filter.imageStatus(ImageStatusFilter.ANY))
                        .maxResults(maxResults)
                        .nextToken(nextToken)));
    }

    private DescribeRepositoriesResponse described(Consumer<DescribeRepositoriesRequest.Builder> request) {
        return call("DescribeRepositories", ecr -> {
            DescribeRepositoriesResponse answer = ecr.describeRepositories(request);
            told("DescribeRepositories", answer.hasRepositories() ? answer : null);
            return answer;
        });
    }

    /** An answer without what was asked for says nothing: neither that there is no such thing, nor that there are none. */
    private static <T> T told(String operation, T asked) {
        if (asked == null) {
            throw new AwsException(
                    new AwsFailure(
                            Kind.TRANSIENT, operation, "MalformedAnswer", "The answer lacks what was asked for", null),
                    null);
        }
        return asked;
    }

    private <T> T call(String operation, Function<EcrClient, T> sdkCall) {
        return calls.call(operation, () -> sdkCall.apply(client.get()));
    }

    /** The result, or empty if the call fails with that code, which says that there is no such thing. */
    private static <T> Optional<T> unless(String absent, Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (AwsException exception) {
            if (exception.kind() == Kind.NOT_FOUND
                    && absent.equals(exception.failure().code())) {
                return Optional.empty();
            }
            throw exception;
        }
    }

    private static String tokenOf(String nextToken) {
        return nextToken == null || nextToken.isEmpty() ? null : nextToken;
    }
}
