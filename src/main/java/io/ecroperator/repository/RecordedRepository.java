package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.ownership.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the status remembers of the repository that this object has owned.
 *
 * @param incarnation ARN and time of creation; empty if this object never owned one
 * @param managedTagKeys the tag keys that this object has set on that incarnation; if there is none, or it is gone and has
 *     to be created again, the keys in calls that AWS has not answered
 */
public record RecordedRepository(Optional<Incarnation> incarnation, List<String> managedTagKeys) {

    /**
     * One life of a repository: deleted and created again under its name, it is another one.
     *
     * @param createdAt null while the answer to the call that creates it again is missing
     */
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
        List<String> keys =
                status == null ? List.of() : Objects.requireNonNullElse(status.managedTagKeys(), List.<String>of());
        boolean owned = status != null && status.repositoryArn() != null && keys.contains(Ownership.TAG_KEY);
        return new RecordedRepository(
                owned ? Optional.of(new Incarnation(status.repositoryArn(), status.createdAt())) : Optional.empty(),
                keys);
    }

    /** Whether the repository is the very one that this object has owned. */
    boolean is(Repository repository) {
        return incarnation
                .filter(new Incarnation(
                        repository.repositoryArn(), repository.createdAt().toString())::equals)
                .isPresent();
    }

    /** Whether the keys are those of calls that AWS has not answered, so that no repository is known to have them. */
    boolean unanswered() {
        return incarnation.map(Incarnation::createdAt).isEmpty();
    }

    /**
     * The keys that this object has set on the repository, and so may remove. On another incarnation the same keys are
     * somebody else's; a repository with our ownership tag is what came of the call that was not answered.
     */
    List<String> managedTagKeysOf(Repository repository, Reading<Map<String, String>> tags, String owner) {
        boolean ours = is(repository)
                || (unanswered()
                        && tags.toOptional()
                                .filter(found -> owner.equals(found.get(Ownership.TAG_KEY)))
                                .isPresent());
        return ours ? managedTagKeys : List.of();
    }
}
