package io.ecroperator.aws.view;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.Repository;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The parts of a repository that a listing does not carry. */
public enum DeepFacet {
    /** Tags, where the tagging API is not allowed. */
    TAGS("tags", ViewedRepository::tags, (ecr, repository) -> ecr.listTagsForResource(repository.repositoryArn())),
    /** The repository policy. */
    REPOSITORY_POLICY(
            "repository policy",
            ViewedRepository::repositoryPolicy,
            (ecr, repository) -> ecr.getRepositoryPolicy(repository.repositoryName())),
    /** The lifecycle policy. */
    LIFECYCLE_POLICY(
            "lifecycle policy",
            ViewedRepository::lifecyclePolicy,
            (ecr, repository) -> ecr.getLifecyclePolicy(repository.repositoryName()));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final Function<ViewedRepository, Reading<?>> part;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final BiConsumer<EcrApi, Repository> reader;

    DeepFacet(String label, Function<ViewedRepository, Reading<?>> part, BiConsumer<EcrApi, Repository> reader) {
        this.label = label;
        this.part = part;
        this.reader = reader;
    }

    /** How sentences name it. */
    public String label() {
        return label;
    }

    /** Reads it now, one call whose answer updates the view; throws {@code AwsException} if AWS does not tell. */
    public void read(EcrApi ecr, Repository repository) {
        reader.accept(ecr, repository);
    }

    Reading<?> of(ViewedRepository seen) {
        return part.apply(seen);
    }
}
