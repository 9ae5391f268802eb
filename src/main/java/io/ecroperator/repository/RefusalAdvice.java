package io.ecroperator.repository;

import io.ecroperator.attachment.Attachment;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.status.Noun;
import io.ecroperator.status.RepositoryPolicyAdvice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What to do about a change that AWS refused, where its sentence does not say: which tag, which field, which statement.
 * Pure. Names values of the spec and keys of tags, bounded; never a policy body.
 */
final class RefusalAdvice {

    private static final int MAX_TAGS = 50;

    private RefusalAdvice() {}

    /** The advice in place of the reason's remedy; empty where that says it all. */
    static Optional<String> of(
            RepositoryChange change, AwsFailure failure, DesiredRepository desired, ViewedRepository seen) {
        return switch (change) {
            case TagResource tag
            when failure.kind() == Kind.INVALID && tooManyTags(failure) -> Optional.of(tags(tag, desired, seen));
            case SetRepositoryPolicy policy -> policy(failure, desired);
            default -> Optional.empty();
        };
    }

    private static boolean tooManyTags(AwsFailure failure) {
        return failure.code().startsWith("TooManyTags") || failure.message().contains("more than " + MAX_TAGS);
    }

    private static String tags(TagResource change, DesiredRepository desired, ViewedRepository seen) {
        TreeSet<String> found =
                new TreeSet<>(seen.tags().toOptional().orElse(Map.of()).keySet());
        found.removeIf(Ownership::isOfAws);
        TreeSet<String> added = new TreeSet<>(change.tags().keySet());
        added.removeAll(found);
        TreeSet<String> foreign = new TreeSet<>(found);
        foreign.removeAll(desired.tags().orElse(Map.of()).keySet());
        foreign.removeAll(List.of(Ownership.TAG_KEY, Ownership.CLUSTER_UID_TAG_KEY));
        int excess = Math.max(1, found.size() + added.size() - MAX_TAGS);
        return "There is no room for " + Noun.listed(List.copyOf(added)) + " beside the "
                + Noun.TAG.counted(found.size()) + " that the repository has; ECR takes " + MAX_TAGS + ". Remove "
                + Noun.TAG.counted(excess) + " in ECR (aws ecr untag-resource)"
                + (foreign.isEmpty()
                        ? " or in spec.tags."
                        : "; not in spec.tags " + (foreign.size() == 1 ? "is " : "are ")
                                + Noun.listed(List.copyOf(foreign)) + ".");
    }

    private static Optional<String> policy(AwsFailure failure, DesiredRepository desired) {
        RepositoryPolicyAdvice advice = desired.attachments().repository() instanceof Attachment.Attached attached
                ? ofShared("EcrRepositoryPolicy " + attached.policy())
                : new RepositoryPolicyAdvice("repositoryPolicy", "repositoryPolicy.allowLockout");
        return desired.repositoryPolicy()
                .flatMap(document -> advice.on(failure, document.suspicions(), document.namedPrincipals()));
    }

    private static RepositoryPolicyAdvice ofShared(String policy) {
        return new RepositoryPolicyAdvice(policy, "spec.allowLockout of " + policy);
    }
}
