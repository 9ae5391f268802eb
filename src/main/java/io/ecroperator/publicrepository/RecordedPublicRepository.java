package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepositoryStatus;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.tagged.Incarnation;
import io.ecroperator.tagged.RecordedTags;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a status, which may be null, remembers.
 *
 * @param account of the repository that the object has owned
 */
record RecordedPublicRepository(RecordedTags tags, Optional<String> account, Optional<WrittenLogo> logo) {

    static RecordedPublicRepository from(EcrPublicRepositoryStatus status) {
        if (status == null) {
            return new RecordedPublicRepository(
                    RecordedTags.of(null, null, List.of()), Optional.empty(), Optional.empty());
        }
        RecordedTags tags = RecordedTags.of(status.repositoryArn(), status.createdAt(), status.managedTagKeys());
        return new RecordedPublicRepository(
                tags,
                Optional.ofNullable(status.registryId()).filter(any -> isOwned(tags)),
                Optional.ofNullable(status.logo())
                        .map(logo -> new WrittenLogo(
                                Objects.requireNonNullElse(logo.digest(), ""), Optional.ofNullable(logo.url()))));
    }

    /** Whether the object has owned a repository. */
    boolean isOwned() {
        return isOwned(tags);
    }

    private static boolean isOwned(RecordedTags tags) {
        return tags.incarnation().isPresent();
    }

    static Incarnation incarnation(PublicRepository repository) {
        return new Incarnation(
                repository.repositoryArn(), repository.createdAt().toString());
    }

    /** Whether the repository is the very one that the object has owned. */
    boolean is(PublicRepository repository) {
        return tags.is(incarnation(repository));
    }
}
