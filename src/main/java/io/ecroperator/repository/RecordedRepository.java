package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.tagged.Incarnation;
import io.ecroperator.tagged.RecordedTags;
import java.util.List;

/** What the status remembers of the repository that this object has owned. */
public record RecordedRepository(RecordedTags tags) {

    /** What the status, which may be null, remembers. */
    static RecordedRepository from(EcrRepositoryStatus status) {
        return new RecordedRepository(
                status == null
                        ? RecordedTags.of(null, null, List.of())
                        : RecordedTags.of(status.repositoryArn(), status.createdAt(), status.managedTagKeys()));
    }

    /** Whether this object has owned a repository. */
    boolean isOwned() {
        return tags.incarnation().isPresent();
    }

    /** Whether the repository is the very one that this object has owned. */
    boolean is(Repository repository) {
        return tags.is(incarnation(repository));
    }

    static Incarnation incarnation(Repository repository) {
        return new Incarnation(
                repository.repositoryArn(), repository.createdAt().toString());
    }
}
