package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.Repository;
import java.util.List;
import java.util.Optional;

/**
 * What the status remembers of the repository that this object has owned.
 *
 * @param incarnation ARN and time of creation; empty if this object never owned one
 * @param managedTagKeys the tag keys that this object has set
 */
public record RecordedRepository(Optional<Incarnation> incarnation, List<String> managedTagKeys) {

    /** One life of a repository: deleted and created again under its name, it is another one. */
    public record Incarnation(String repositoryArn, String createdAt) {}

    /** Copies the keys. */
    public RecordedRepository {
        managedTagKeys = List.copyOf(managedTagKeys);
    }

    /**
     * What the status, which may be null, remembers. Coordinates alone do not mean ownership (Observe mode shows them
     * too); the ownership tag among the managed keys does.
     */
    static RecordedRepository from(EcrRepositoryStatus status) {
        boolean owned = status != null
                && status.repositoryArn() != null
                && status.managedTagKeys() != null
                && status.managedTagKeys().contains(Ownership.TAG_KEY);
        return owned
                ? new RecordedRepository(
                        Optional.of(new Incarnation(status.repositoryArn(), status.createdAt())),
                        status.managedTagKeys())
                : new RecordedRepository(Optional.empty(), List.of());
    }

    /** Whether the repository is the very one that this object has owned. */
    boolean is(Repository repository) {
        return incarnation
                .filter(new Incarnation(
                        repository.repositoryArn(), repository.createdAt().toString())::equals)
                .isPresent();
    }
}
