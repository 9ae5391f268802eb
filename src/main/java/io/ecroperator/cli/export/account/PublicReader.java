package io.ecroperator.cli.export.account;

import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.cli.aws.Patience;
import io.ecroperator.cli.export.account.Reading.Read;
import io.ecroperator.cli.export.account.Reading.Unselected;
import io.ecroperator.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads public repositories, three calls for each; accounts have few. */
final class PublicReader {

    private final PublicRepositoryApi aws;
    private final Selection selection;
    private final Progress progress;

    PublicReader(PublicRepositoryApi aws, Selection selection, Progress progress) {
        this.aws = aws;
        this.selection = selection;
        this.progress = progress;
    }

    /**
     * Those whose names are selected.
     *
     * @throws AwsException if a call fails
     */
    Readings<FoundPublicRepository> repositories(List<PublicRepository> listed) {
        List<PublicRepository> named = listed.stream()
                .filter(repository -> selection.hasName(repository.repositoryName()))
                .toList();
        List<Reading<FoundPublicRepository>> found = new ArrayList<>();
        for (int done = 0; done < named.size(); done++) {
            found.add(readAsItIs(named.get(done)));
            progress.of("public repositories", done + 1, named.size());
        }
        return Readings.of(found);
    }

    private Reading<FoundPublicRepository> readAsItIs(PublicRepository listed) {
        String name = listed.repositoryName();
        return Reading.asItIs(listed, name, this::read, () -> aws.describeRepository(name));
    }

    private Reading<FoundPublicRepository> read(PublicRepository repository) {
        String name = repository.repositoryName();
        Map<String, String> tags = Patience.with(() -> aws.listTagsForResource(repository.repositoryArn()));
        return selection.hasTags(tags)
                ? new Read<>(new FoundPublicRepository(
                        repository,
                        Patience.with(() -> aws.getRepositoryCatalogData(name)),
                        tags,
                        Patience.with(() -> aws.getRepositoryPolicy(name))))
                : new Unselected<>(tags);
    }
}
