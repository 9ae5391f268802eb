package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Policy;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Observed;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import java.util.function.Function;

/**
 * What the status says of a policy in ECR: which one it is, and which object it comes from. Pure.
 *
 * @param attachments of the kind of policy
 * @param attachment what the shared ones mean for the repository
 * @param managed whether the repository is to have a policy
 * @param found what ECR holds
 * @param parser makes a document of it
 * @param put the change that puts such a policy
 * @param <T> the text, as the view has it
 * @param <S> the entry of the status
 */
record PolicyStatus<T, S>(
        Attachments attachments,
        Attachment attachment,
        boolean managed,
        Reading<T> found,
        Function<T, PolicyDocument> parser,
        Class<? extends RepositoryChange> put,
        Entry<T, S> entry) {

    /** Makes an entry of the status of its parts, of which all but the first may be null. */
    private interface Entry<T, S> {
        S of(String source, AttachedBy by, String digest, T text);
    }

    /** The entry of the lifecycle policy; null for none. */
    static Lifecycle lifecycle(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, EcrRepositoryStatus before) {
        return new PolicyStatus<LifecyclePolicyText, Lifecycle>(
                        Attachments.LIFECYCLE,
                        observed.desired().attachments().lifecycle(),
                        observed.desired().lifecyclePolicy().isPresent(),
                        observed.seen().lifecyclePolicy(),
                        text -> LifecyclePolicyDocument.parse(text.text()),
                        PutLifecyclePolicy.class,
                        (source, by, digest, text) -> new Lifecycle(source, by, digest, evaluated(text)))
                .after(observed, before.lifecycle());
    }

    /** The entry of the repository policy; null for none. */
    static Policy repositoryPolicy(
            Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, EcrRepositoryStatus before) {
        return new PolicyStatus<String, Policy>(
                        Attachments.REPOSITORY,
                        observed.desired().attachments().repository(),
                        observed.desired().repositoryPolicy().isPresent(),
                        observed.seen().repositoryPolicy(),
                        RepositoryPolicyDocument::parse,
                        SetRepositoryPolicy.class,
                        (source, by, digest, text) -> new Policy(source, by, digest))
                .after(observed, before.repositoryPolicy());
    }

    private static String evaluated(LifecyclePolicyText text) {
        return text == null || text.lastEvaluatedAt() == null
                ? null
                : text.lastEvaluatedAt().toString();
    }

    private S after(Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed, S before) {
        if (attachment instanceof Attachment.Attached attached && isUnanswered(observed)) {
            return entry.of(attachments.source(attached.policy()), attached.by(), null, null);
        }
        if (found.isUnread()) {
            return before;
        }
        return found.toOptional()
                .map(text -> of(text, observed.observeOnly(), before))
                .orElse(null);
    }

    /** A shared policy that may be in ECR, since AWS has not answered the call that puts it; which text is unknown. */
    private boolean isUnanswered(Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
        return observed.failed().stream()
                .anyMatch(failed ->
                        put.isInstance(failed.change()) && failed.failure().kind() == Kind.TRANSIENT);
    }

    private S of(T text, boolean observeOnly, S before) {
        String digest = digest(text);
        return switch (attachment) {
            case Attachment.None none -> managed ? entry.of("Inline", null, digest, text) : null;
            case Attachment.Attached watched when observeOnly -> null;
            // What another writer has put there is not the policy's until it is set back.
            case Attachment.Attached attached ->
                attached.document().digest().equals(digest)
                        ? entry.of(attachments.source(attached.policy()), attached.by(), digest, text)
                        : before;
            case Attachment.Detached detached -> before;
            case Attachment.Unsettled unsettled -> before;
        };
    }

    private String digest(T text) {
        try {
            return parser.apply(text).digest();
        } catch (PolicySyntaxException e) {
            return null;
        }
    }
}
