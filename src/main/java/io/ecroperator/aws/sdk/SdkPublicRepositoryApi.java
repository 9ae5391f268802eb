package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.CreatedPublicRepository;
import io.ecroperator.aws.Logo;
import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecrpublic.model.RegistryCatalogData;

/** Public repositories through the SDK. */
final class SdkPublicRepositoryApi implements PublicRepositoryApi {

    private static final int PAGE = 1000;
    private static final String NO_REPOSITORY = "RepositoryNotFoundException";
    private static final String NO_CATALOG_DATA = "RepositoryCatalogDataNotFoundException";
    private static final String NO_POLICY = "RepositoryPolicyNotFoundException";
    private static final String DESCRIBE = "DescribeRepositories";
    private static final String GET_CATALOG_DATA = "GetRepositoryCatalogData";
    private static final String GET_POLICY = "GetRepositoryPolicy";

    private final Supplier<ServiceCalls<EcrPublicClient>> ecrPublic;

    SdkPublicRepositoryApi(Supplier<ServiceCalls<EcrPublicClient>> ecrPublic) {
        this.ecrPublic = ecrPublic;
    }

    @Override
    public CreatedPublicRepository createRepository(NewPublicRepository repository) {
        CreateRepositoryResponse answer = call(
                "CreateRepository", client -> client.createRepository(PublicConversions.toCreateRequest(repository)));
        return new CreatedPublicRepository(
                PublicConversions.toRepository(answer.repository()),
                Optional.ofNullable(answer.catalogData()).map(PublicConversions::toCatalogData));
    }

    @Override
    public Optional<PublicRepository> describeRepository(String repositoryName) {
        return ServiceCalls.unless(NO_REPOSITORY, () -> described(request -> request.repositoryNames(repositoryName)))
                .flatMap(answer -> answer.repositories().stream().findFirst())
                .map(PublicConversions::toRepository);
    }

    @Override
    public Page<PublicRepository> describeRepositories(String nextToken) {
        DescribeRepositoriesResponse answer =
                described(request -> request.maxResults(PAGE).nextToken(nextToken));
        return new Page<>(
                answer.repositories().stream()
                        .map(PublicConversions::toRepository)
                        .toList(),
                ServiceCalls.tokenOf(answer.nextToken()));
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        call(
                "DeleteRepository",
                client -> client.deleteRepository(
                        request -> request.repositoryName(repositoryName).force(force)));
    }

    @Override
    public Optional<CatalogData> getRepositoryCatalogData(String repositoryName) {
        return ServiceCalls.unless(
                        NO_CATALOG_DATA,
                        () -> call(
                                GET_CATALOG_DATA,
                                client -> ServiceCalls.told(
                                        GET_CATALOG_DATA,
                                        client.getRepositoryCatalogData(
                                                        request -> request.repositoryName(repositoryName))
                                                .catalogData())))
                .map(PublicConversions::toCatalogData);
    }

    @Override
    public Optional<CatalogData> putRepositoryCatalogData(
            String repositoryName, CatalogData data, Optional<Logo> logo) {
        return Optional.ofNullable(call("PutRepositoryCatalogData", client -> client.putRepositoryCatalogData(
                                request -> request.repositoryName(repositoryName)
                                        .catalogData(PublicConversions.toInput(Optional.of(data), logo)))
                        .catalogData()))
                .map(PublicConversions::toCatalogData);
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        return ServiceCalls.unless(
                NO_POLICY,
                () -> call(
                        GET_POLICY,
                        client -> ServiceCalls.told(
                                GET_POLICY,
                                client.getRepositoryPolicy(request -> request.repositoryName(repositoryName))
                                        .policyText())));
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        call(
                "SetRepositoryPolicy",
                client -> client.setRepositoryPolicy(request -> request.repositoryName(repositoryName)
                        .policyText(policyText)
                        .force(force)));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        ServiceCalls.unless(
                NO_POLICY,
                () -> call(
                        "DeleteRepositoryPolicy",
                        client -> client.deleteRepositoryPolicy(request -> request.repositoryName(repositoryName))));
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        return PublicConversions.fromTags(call("ListTagsForResource", client -> client.listTagsForResource(
                        request -> request.resourceArn(repositoryArn))
                .tags()));
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        call(
                "TagResource",
                client -> client.tagResource(
                        request -> request.resourceArn(repositoryArn).tags(PublicConversions.toTags(tags))));
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        call(
                "UntagResource",
                client -> client.untagResource(
                        request -> request.resourceArn(repositoryArn).tagKeys(tagKeys)));
    }

    @Override
    public Optional<String> getRegistryCatalogData() {
        return Optional.ofNullable(call("GetRegistryCatalogData", client -> client.getRegistryCatalogData(request -> {})
                        .registryCatalogData()))
                .map(RegistryCatalogData::displayName)
                .filter(name -> !name.isEmpty());
    }

    @Override
    public void putRegistryCatalogData(String displayName) {
        call(
                "PutRegistryCatalogData",
                client -> client.putRegistryCatalogData(request -> request.displayName(displayName)));
    }

    private DescribeRepositoriesResponse described(Consumer<DescribeRepositoriesRequest.Builder> request) {
        return call(DESCRIBE, client -> {
            DescribeRepositoriesResponse answer = client.describeRepositories(request);
            ServiceCalls.told(DESCRIBE, answer.hasRepositories() ? answer : null);
            return answer;
        });
    }

    private <T> T call(String operation, Function<EcrPublicClient, T> sdkCall) {
        return ecrPublic.get().call(operation, sdkCall);
    }
}
