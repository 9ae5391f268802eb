package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The parts of a repository that a listing does not carry. */
public enum DeepFacet {
    /** Tags, where the tagging API is not allowed. */
    TAGS("tags", ViewedRepository::tags, (doors, repository) -> doors.tags()
            .listTagsForResource(repository.repositoryArn())),
    /** The repository policy. */
    REPOSITORY_POLICY(
            "repository policy", ViewedRepository::repositoryPolicy, (doors, repository) -> doors.repositoryPolicies()
                    .getRepositoryPolicy(repository.repositoryName())),
    /** The lifecycle policy. */
    LIFECYCLE_POLICY(
            "lifecycle policy", ViewedRepository::lifecyclePolicy, (doors, repository) -> doors.lifecyclePolicies()
                    .getLifecyclePolicy(repository.repositoryName()));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final Function<ViewedRepository, Reading<?>> part;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final BiConsumer<RepositoryDoors, Repository> reader;

    DeepFacet(
            String label, Function<ViewedRepository, Reading<?>> part, BiConsumer<RepositoryDoors, Repository> reader) {
        this.label = label;
        this.part = part;
        this.reader = reader;
    }

    /** How sentences name it. */
    public String label() {
        return label;
    }

    /** Reads it now, one call whose answer updates the view; throws {@code AwsException} if AWS does not tell. */
    public void read(RepositoryDoors doors, Repository repository) {
        reader.accept(doors, repository);
    }

    Reading<?> of(ViewedRepository seen) {
        return part.apply(seen);
    }
}
