package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.DeletionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.ResourceTagApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Deletion;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.tagged.TagPlanner;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in ECR when an object is deleted. A repository is deleted only if it is this object's own, and its images
 * only with {@code DeleteWithImages}: emptiness is left to ECR's own check, which no push can slip past.
 */
final class RepositoryDeletion {

    /** How far images are counted for the message of a blocked deletion: one call. */
    private static final int COUNTED_IMAGES = 1_000;

    private final Cluster cluster;

    /** The cluster's name and UID are in the tags that say whose a repository is. */
    RepositoryDeletion(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Deletes the repository if it is this object's. */
    Deletion delete(EcrRepository object, RepositoryDoors doors) {
        String name = object.effectiveRepositoryName();
        boolean force = object.getSpec().deletionPolicy() == DeletionPolicy.DELETE_WITH_IMAGES;
        try {
            return deleteIfOurs(object, name, force, doors);
        } catch (AwsException e) {
            return switch (e.kind()) {
                case NOT_FOUND ->
                    new Deletion.Released(Reason.DELETED, "Repository " + name + " had already been deleted from ECR.");
                case NOT_EMPTY -> blocked(name, FailureReport.of(e.failure()), doors.images());
                default -> failed(name, FailureReport.of(e.failure()));
            };
        }
    }

    /** DeleteRepository takes a name, so the name is looked up afresh: only what is there under it now is judged and deleted. */
    private Deletion deleteIfOurs(EcrRepository object, String name, boolean force, RepositoryDoors doors) {
        Optional<Repository> found = doors.repositories().describeRepository(name);
        Optional<String> known = Optional.ofNullable(object.getStatus()).map(EcrRepositoryStatus::repositoryArn);
        if (found.isEmpty()) {
            return missing(name, known, doors.tags());
        }
        Repository repository = found.get();
        if (known.filter(arn -> !arn.equals(repository.repositoryArn())).isPresent()) {
            return elsewhere(name, known.get(), "which is now " + repository.repositoryArn());
        }
        Map<String, String> tags = doors.tags().listTagsForResource(repository.repositoryArn());
        Optional<String> stays = TagPlanner.stays(
                cluster.owner(object),
                cluster.uid(),
                RecordedRepository.incarnation(repository),
                tags,
                RecordedRepository.from(object.getStatus()).tags());
        if (stays.isPresent()) {
            return new Deletion.Released(Reason.RETAINED, "Repository " + name + " stays in ECR: " + stays.get() + ".");
        }
        doors.repositories().deleteRepository(name, force);
        return new Deletion.Released(
                Reason.DELETED, "Repository " + name + " was deleted" + (force ? " with its images." : "."));
    }

    /** What the status names must be gone too; throws {@code NOT_FOUND} if it is. */
    private static Deletion missing(String name, Optional<String> known, ResourceTagApi tags) {
        if (known.isPresent()) {
            tags.listTagsForResource(known.get());
            return elsewhere(name, known.get(), "which ECR does not find under its name");
        }
        return new Deletion.Released(Reason.DELETED, "Repository " + name + " does not exist in ECR.");
    }

    private static Deletion elsewhere(String name, String known, String now) {
        String message = "Repository " + name + " was not deleted: the status names " + known + ", " + now
                + ". Give the operator the account and region of that repository again, or set deletionPolicy: Retain to let"
                + " this object go and keep the repository.";
        return Deletion.Held.until(Reason.DELETION_FAILED, message);
    }

    private static Deletion blocked(String name, FailureReport report, ImageApi images) {
        Counted counted = count(name, images);
        String many = counted.images()
                .filter(count -> count.count() > 0) // ECR has the last word: the count came a moment later
                .map(count -> (count.atLeast() ? "at least " : "") + Noun.IMAGE.counted(count.count()))
                .orElse("images");
        String message = "Repository " + name + " still holds " + many + ". " + counted.denial()
                + Reason.DELETION_BLOCKED.remedy();
        return new Deletion.Held(
                Reason.DELETION_BLOCKED,
                message,
                counted.images().map(ImageCount::count),
                false,
                report.retry().orElseThrow());
    }

    /** The images, if they could be counted, and a sentence if AWS does not allow that. */
    private record Counted(Optional<ImageCount> images, String denial) {}

    /** The number only helps the reader; the message does without if it must. */
    private static Counted count(String name, ImageApi images) {
        try {
            return new Counted(Optional.of(images.countImages(name, COUNTED_IMAGES)), "");
        } catch (AwsException e) {
            AwsFailure failure = e.failure();
            String denial = failure.kind() == Kind.DENIED ? "They cannot be counted: " + failure.message() + ". " : "";
            return new Counted(Optional.empty(), denial);
        }
    }

    private static Deletion failed(String name, FailureReport report) {
        String message = "Repository " + name + " could not be deleted: " + report.message()
                + " Or set deletionPolicy: Retain to let this object go and keep the repository.";
        return Deletion.Held.after(report, message);
    }
}
