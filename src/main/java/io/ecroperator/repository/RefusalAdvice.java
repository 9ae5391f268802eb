package io.ecroperator.repository;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.status.Noun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
            case SetRepositoryPolicy policy
            when failure.kind() == Kind.INVALID && lockout(failure) ->
                Optional.of("Leave ecr:SetRepositoryPolicy to the operator's identity in repositoryPolicy, or set"
                        + " repositoryPolicy.allowLockout: true if nobody is to change the policy any more.");
            case SetRepositoryPolicy policy when failure.kind() == Kind.INVALID -> Optional.of(policy(desired));
            case SetRepositoryPolicy policy when failure.kind() == Kind.PRINCIPAL_NOT_FOUND -> principals(desired);
            default -> Optional.empty();
        };
    }

    private static boolean tooManyTags(AwsFailure failure) {
        return failure.code().startsWith("TooManyTags") || failure.message().contains("more than " + MAX_TAGS);
    }

    /** ECR: "would prevent the caller from setting a repository policy in the future". */
    private static boolean lockout(AwsFailure failure) {
        return failure.message().contains("prevent the caller");
    }

    private static String tags(TagResource change, DesiredRepository desired, ViewedRepository seen) {
        Map<String, String> found = seen.tags().toOptional().orElse(Map.of());
        TreeSet<String> added = new TreeSet<>(change.tags().keySet());
        added.removeAll(found.keySet());
        TreeSet<String> foreign = new TreeSet<>(found.keySet());
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

    private static String policy(DesiredRepository desired) {
        List<String> suspicions = desired.repositoryPolicy()
                .map(RepositoryPolicyDocument::suspicions)
                .orElse(List.of());
        return suspicions.isEmpty()
                ? "Correct repositoryPolicy: ECR does not say which part it refuses. Check that every principal exists, that"
                        + " every action is one of ECR on a repository, and the names of condition keys."
                : "Correct repositoryPolicy: "
                        + suspicions.stream().limit(Noun.NAMED).collect(Collectors.joining("; "));
    }

    private static Optional<String> principals(DesiredRepository desired) {
        List<String> named = desired.repositoryPolicy()
                .map(RepositoryPolicyDocument::namedPrincipals)
                .orElse(List.of());
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of("Create the role or user, or correct repositoryPolicy, which names " + Noun.listed(named)
                        + ".");
    }
}
