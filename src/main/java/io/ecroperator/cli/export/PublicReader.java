package io.ecroperator.cli.export;

import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.cli.aws.Patience;
import io.ecroperator.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the public registry of an account, four calls for each repository; accounts have few. */
final class PublicReader {

    private final PublicRepositoryApi aws;
    private final Progress progress;

    PublicReader(PublicRepositoryApi aws, Progress progress) {
        this.aws = aws;
        this.progress = progress;
    }

    /** Those that are selected; one that is gone meanwhile is left out. */
    List<FoundPublicRepository> repositories(List<PublicRepository> listed, Selection selection) {
        List<PublicRepository> named = listed.stream()
                .filter(repository -> selection.hasName(repository.repositoryName()))
                .toList();
        List<FoundPublicRepository> found = new ArrayList<>();
        for (int done = 0; done < named.size(); done++) {
            repository(named.get(done))
                    .filter(repository -> selection.hasTags(repository.tags()))
                    .ifPresent(found::add);
            progress.of("public repositories", done + 1, named.size());
        }
        return found;
    }

    private Optional<FoundPublicRepository> repository(PublicRepository repository) {
        String name = repository.repositoryName();
        try {
            return Optional.of(new FoundPublicRepository(
                    repository,
                    Patience.with(() -> aws.getRepositoryCatalogData(name)),
                    Patience.with(() -> aws.listTagsForResource(repository.repositoryArn())),
                    Patience.with(() -> aws.getRepositoryPolicy(name))));
        } catch (AwsException failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
