package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.DeletionPolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.Deletion.Held;
import io.ecroperator.managed.Deletion.Released;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.ecroperator.tagged.TagPlanner;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in ECR Public when an object is deleted. A repository is deleted only if it is this object's own, and its images
 * only with {@code DeleteWithImages}: emptiness is left to ECR's own check, which no push can slip past.
 */
final class PublicRepositoryDeletion {

    private final Cluster cluster;

    /** The cluster's name and UID are in the tags that say whose a repository is. */
    PublicRepositoryDeletion(Cluster cluster) {
        this.cluster = cluster;
    }

    Deletion delete(EcrConnection aws, EcrPublicRepository object) {
        String name = "Public repository " + object.effectiveRepositoryName();
        try {
            Optional<String> elsewhere = Places.otherAccount(aws, object);
            return elsewhere.isPresent()
                    ? Held.until(
                            Reason.DELETION_FAILED,
                            name + " was not deleted. " + elsewhere.get()
                                    + " Or set deletionPolicy: Retain to let this object go and keep the repository.")
                    : deleteIfOurs(aws, object, name);
        } catch (AwsException e) {
            FailureReport report = FailureReport.of(e.failure());
            return switch (e.kind()) {
                case NOT_FOUND -> new Released(Reason.DELETED, name + " had already been deleted from ECR.");
                case NOT_EMPTY ->
                    new Held(
                            Reason.DELETION_BLOCKED,
                            name + " still holds images. " + Reason.DELETION_BLOCKED.remedy(),
                            Optional.empty(),
                            false,
                            report.retry().orElseThrow());
                default ->
                    Held.after(
                            report,
                            name + " could not be deleted: " + report.message()
                                    + " Or set deletionPolicy: Retain to let this object go and keep the repository.");
            };
        }
    }

    /** DeleteRepository takes a name, so the name is looked up afresh: only what is there under it now is judged and deleted. */
    private Deletion deleteIfOurs(EcrConnection aws, EcrPublicRepository object, String name) {
        Optional<PublicRepository> found =
                aws.publicRepositories().describeRepository(object.effectiveRepositoryName());
        if (found.isEmpty()) {
            return new Released(Reason.DELETED, name + " does not exist in ECR.");
        }
        PublicRepository repository = found.get();
        Map<String, String> tags = aws.publicRepositories().listTagsForResource(repository.repositoryArn());
        Optional<String> stays = TagPlanner.stays(
                cluster.owner(object),
                cluster.uid(),
                RecordedPublicRepository.incarnation(repository),
                tags,
                RecordedPublicRepository.from(object.getStatus()).tags());
        if (stays.isPresent()) {
            return new Released(Reason.RETAINED, name + " stays in ECR: " + stays.get() + ".");
        }
        boolean force = object.getSpec().deletionPolicy() == DeletionPolicy.DELETE_WITH_IMAGES;
        aws.publicRepositories().deleteRepository(repository.repositoryName(), force);
        return new Released(Reason.DELETED, name + " was deleted" + (force ? " with its images." : "."));
    }
}
