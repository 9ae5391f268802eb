package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachment.Attached;
import io.ecroperator.attachment.Attachment.Unsettled;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the shared policies of both kinds mean for a repository.
 *
 * @param lifecycle what the lifecycle policies mean
 * @param repository what the repository policies mean
 */
public record PolicyAttachments(Attachment lifecycle, Attachment repository) {

    /** Nothing. */
    public static final PolicyAttachments NONE = new PolicyAttachments(new Attachment.None(), new Attachment.None());

    /** Whether the status, which may be null, says that ECR has what they ask for. */
    boolean stand(EcrRepositoryStatus status) {
        return Attachments.LIFECYCLE.stands(status, lifecycle) && Attachments.REPOSITORY.stands(status, repository);
    }

    /** Why it cannot be told which policy the repository gets, for each kind where it cannot. */
    List<Unsettled> unsettled() {
        return Stream.of(lifecycle, repository)
                .filter(Unsettled.class::isInstance)
                .map(Unsettled.class::cast)
                .toList();
    }

    /** The policies that the EcrRepository names and that are there, with their kinds. */
    List<String> references() {
        return Stream.of(reference(PolicyKind.LIFECYCLE, lifecycle), reference(PolicyKind.REPOSITORY, repository))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> reference(PolicyKind kind, Attachment attachment) {
        return attachment instanceof Attached attached && attached.by() == AttachedBy.REF
                ? Optional.of(kind.kind() + " " + attached.policy())
                : Optional.empty();
    }
}
