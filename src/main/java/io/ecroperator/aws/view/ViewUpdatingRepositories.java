package io.ecroperator.aws.view;

import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingRepositories implements RepositoryApi {

    private static final Set<DeepFacet> NONE = Set.of();
    private static final Set<DeepFacet> ALL = Set.of(DeepFacet.values());

    private final RepositoryApi repositories;
    private final RegistryView view;
    private final ViewedCalls calls;

    ViewUpdatingRepositories(RepositoryApi repositories, RegistryView view) {
        this.repositories = repositories;
        this.view = view;
        this.calls = new ViewedCalls(view);
    }

    @Override
    public Repository createRepository(NewRepository repository) {
        Repository created = repositories.createRepository(repository);
        view.written(repository.repositoryName(), ALL, before -> ViewedRepository.created(created, repository.tags()));
        return created;
    }

    @Override
    public Optional<Repository> describeRepository(String repositoryName) {
        long mark = view.readMark();
        Optional<Repository> described = repositories.describeRepository(repositoryName);
        described.ifPresentOrElse(
                repository -> view.described(repositoryName, mark, repository),
                () -> view.missing(repositoryName, mark));
        return described;
    }

    @Override
    public List<Repository> describeNamedRepositories(List<String> repositoryNames) {
        return repositories.describeNamedRepositories(repositoryNames);
    }

    @Override
    public Page<Repository> describeRepositories(String nextToken) {
        return repositories.describeRepositories(nextToken);
    }

    @Override
    public void deleteRepository(String repositoryName, boolean force) {
        long mark = view.readMark();
        try {
            repositories.deleteRepository(repositoryName, force);
        } catch (AwsException e) {
            calls.forgetIfGone(repositoryName, mark, e);
            throw e;
        }
        view.written(repositoryName, ALL, before -> ViewedRepository.ABSENT);
    }

    @Override
    public void putImageTagMutability(String repositoryName, TagMutability tagMutability) {
        repositories.putImageTagMutability(repositoryName, tagMutability);
        described(repositoryName, before -> before.withTagMutability(tagMutability));
    }

    @Override
    public void putImageScanningConfiguration(String repositoryName, boolean scanOnPush) {
        repositories.putImageScanningConfiguration(repositoryName, scanOnPush);
        described(repositoryName, before -> before.withScanOnPush(scanOnPush));
    }

    private void described(String repositoryName, UnaryOperator<Repository> change) {
        view.written(
                repositoryName,
                NONE,
                before -> new ViewedRepository(
                        before.repository().map(change),
                        before.tags(),
                        before.repositoryPolicy(),
                        before.lifecyclePolicy()));
    }
}
