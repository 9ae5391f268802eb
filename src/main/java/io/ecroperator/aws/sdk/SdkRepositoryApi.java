package io.ecroperator.aws.sdk;

import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.TagMutability;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;

/** Repositories through the SDK. */
final class SdkRepositoryApi implements RepositoryApi {

    /** The largest page that AWS gives. */
    private static final int PAGE = 1000;

    private static final String NO_REPOSITORY = "RepositoryNotFoundException";

    private final ServiceCalls<EcrClient> ecr;

    SdkRepositoryApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public Repository createRepository(NewRepository repository) {
        return RepositoryConversions.toRepository(ecr.call(
                "CreateRepository", client -> client.createRepository(RepositoryConversions.toCreateRequest(repository))
                        .repository()));
    }

    @Override
    public Optional<Repository> describeRepository(String repositoryName) {
        return ServiceCalls.unless(NO_REPOSITORY, () -> described(request -> request.repositoryNames(repositoryName)))
                .flatMap(answer -> answer.repositories().stream().findFirst())
                .map(RepositoryConversions::toRepository);
    }

    @Override
    public List<Repository> describeNamedRepositories(List<String> repositoryNames) {
        return described(request -> request.repositoryNames(repositoryNames)).repositories().stream()
                .map(RepositoryConversions::toRepository)
                .toList();
    }

    @Override
    public Page<Repository> describeRepositories(String nextToken) {
        DescribeRepositoriesResponse answer =
                described(request -> request.maxResults(PAGE).nextToken(nextToken));
        return new Page<>(
                answer.repositories().stream()
                        .map(RepositoryConversions::toRepository)
                        .toList(),
                ServiceCalls.tokenOf(answer.nextToken()));
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        ecr.call(
                "DeleteRepository",
                client -> client.deleteRepository(
                        request -> request.repositoryName(repositoryName).force(force)));
    }

    @Override
    public void putImageTagMutability(String repositoryName, TagMutability tagMutability) {
        ecr.call(
                "PutImageTagMutability",
                client -> client.putImageTagMutability(request -> request.repositoryName(repositoryName)
                        .imageTagMutability(tagMutability.imageTagMutability())
                        .imageTagMutabilityExclusionFilters(RepositoryConversions.toFilters(tagMutability))));
    }

    @Override
    public void putImageScanningConfiguration(String repositoryName, boolean scanOnPush) {
        ecr.call(
                "PutImageScanningConfiguration",
                client -> client.putImageScanningConfiguration(request -> request.repositoryName(repositoryName)
                        .imageScanningConfiguration(RepositoryConversions.toScanning(scanOnPush))));
    }

    private DescribeRepositoriesResponse described(Consumer<DescribeRepositoriesRequest.Builder> request) {
        return ecr.call("DescribeRepositories", client -> {
            DescribeRepositoriesResponse answer = client.describeRepositories(request);
            ServiceCalls.told("DescribeRepositories", answer.hasRepositories() ? answer : null);
            return answer;
        });
    }
}
