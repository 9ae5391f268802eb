package io.ecroperator.aws.view;

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

/** Passes the calls on and keeps the listing up to date with the answers. */
record ListUpdatingPublicRepositories(PublicRepositoryApi repositories, ListedCalls<PublicRepository> calls)
        implements PublicRepositoryApi {

    @Override
    public CreatedPublicRepository createRepository(NewPublicRepository repository) {
        return calls.putting(
                repository.repositoryName(),
                () -> repositories.createRepository(repository),
                CreatedPublicRepository::repository);
    }

    @Override
    public Optional<PublicRepository> describeRepository(String repositoryName) {
        return calls.describing(repositoryName, () -> repositories.describeRepository(repositoryName));
    }

    @Override
    public Page<PublicRepository> describeRepositories(String nextToken) {
        return repositories.describeRepositories(nextToken);
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        calls.deleting(repositoryName, () -> repositories.deleteRepository(repositoryName, force));
    }

    @Override
    public Optional<CatalogData> getRepositoryCatalogData(String repositoryName) {
        return calls.about(repositoryName, () -> repositories.getRepositoryCatalogData(repositoryName));
    }

    @Override
    public Optional<CatalogData> putRepositoryCatalogData(
            String repositoryName, CatalogData data, Optional<Logo> logo) {
        return calls.about(repositoryName, () -> repositories.putRepositoryCatalogData(repositoryName, data, logo));
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        return calls.about(repositoryName, () -> repositories.getRepositoryPolicy(repositoryName));
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        calls.about(repositoryName, () -> {
            repositories.setRepositoryPolicy(repositoryName, policyText, force);
            return null;
        });
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        calls.about(repositoryName, () -> {
            repositories.deleteRepositoryPolicy(repositoryName);
            return null;
        });
    }

    @Override
    public Map<String, String> listTagsForResource(String repositoryArn) {
        return repositories.listTagsForResource(repositoryArn);
    }

    @Override
    public void tagResource(String repositoryArn, Map<String, String> tags) {
        repositories.tagResource(repositoryArn, tags);
    }

    @Override
    public void untagResource(String repositoryArn, Set<String> tagKeys) {
        repositories.untagResource(repositoryArn, tagKeys);
    }

    @Override
    public Optional<String> getRegistryCatalogData() {
        return repositories.getRegistryCatalogData();
    }

    @Override
    public void putRegistryCatalogData(String displayName) {
        repositories.putRegistryCatalogData(displayName);
    }
}
