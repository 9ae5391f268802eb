package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.managed.Remarks;
import io.ecroperator.managed.Remarks.Pending;
import io.ecroperator.managed.Remarks.Warning;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What is to be said of an EcrRepository's spec: the shared policies that it gets, and what it hardly means. Pure. */
final class RepositoryRemarks {

    private RepositoryRemarks() {}

    static Remarks of(EcrRepository object, DesiredRepository desired) {
        PolicyAttachments attachments = desired.attachments();
        return new Remarks(
                attachments.references(),
                attachments.unsettled().stream().map(RepositoryRemarks::pending).toList(),
                warning(desired),
                !attachments.stand(object.getStatus()));
    }

    private static Pending pending(Attachment.Unsettled unsettled) {
        return new Pending(
                unsettled.reason(), unsettled.message(), unsettled.referenced(), unsettled.reason() == Reason.CONFLICT);
    }

    /** Only of what this object's own spec says; a shared policy warns itself. */
    private static Optional<Warning> warning(DesiredRepository desired) {
        return desired.lifecyclePolicy()
                .filter(document -> desired.attachments().lifecycle() instanceof Attachment.None)
                .map(PolicyDocument::warnings)
                .map(sentences -> new Warning(Reason.ALL_TAGS_REQUIRED, "spec.lifecyclePolicy", sentences));
    }
}
